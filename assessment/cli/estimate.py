"""`etready estimate`: estimates of a probability survey from files alone, with 95 % confidence intervals."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from assessment.authoring.loader import load
from assessment.authoring.population_lines import STRATUM, read_population
from assessment.authoring.register_cells import Rules
from assessment.authoring.response_lines import read_responses
from assessment.cli.arguments import unit_codes
from assessment.documents.estimates import estimates_csv, estimates_json
from assessment.errors import InvalidInput
from assessment.language import voice_for
from assessment.methodology.instrument import Instrument

if TYPE_CHECKING:
    from assessment.methodology.probability.weights import Frame

WRITERS = {"json": estimates_json, "csv": estimates_csv}


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `estimate`."""
    command = commands.add_parser("estimate", help="estimates of a probability survey from files", description=__doc__)
    command.add_argument("questionnaire", type=Path, metavar="DIR", help="a questionnaire version with survey:")
    command.add_argument(
        "--responses", type=Path, required=True, metavar="FILE.jsonl", help="one respondent a line, with weight"
    )
    command.add_argument(
        "--population", type=Path, metavar="FILE.csv", help="attribute, category, population, source, as_of"
    )
    command.add_argument("--units", type=unit_codes, metavar="AAA,BBB", help="only these, in this order")
    command.add_argument("--format", choices=sorted(WRITERS), default="csv")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> None:
    """Print the estimates of every unit that the responses name."""
    from assessment.methodology.probability.results import survey_results  # NumPy takes a third of a second to load
    from assessment.methodology.probability.weights import Frame

    instrument = load(options.questionnaire)
    if instrument.survey is None:
        raise InvalidInput(
            f"{options.questionnaire}: {instrument.identity} is no probability survey: it has no survey:"
        )
    responses = read_responses(options.responses, instrument)
    frame = _frame(instrument, options.population) if options.population else Frame()
    units = options.units or sorted(responses)
    found = {unit: survey_results(instrument, responses.get(unit, []), frame) for unit in units}
    sys.stdout.write(WRITERS[options.format](found))
    if options.format == "csv":
        remarks = {
            remark.message.format(**remark.values)
            for results in found.values()
            for one in results
            for remark in one.weighted.remarks
        }
        sys.stderr.writelines(f"etready: {remark}\n" for remark in sorted(remarks))


def _frame(instrument: Instrument, path: Path) -> Frame:
    """What a file of counts tells of the population.

    Raises:
        InvalidInput: it cannot be read, or has faults.
    """
    from assessment.methodology.probability.margins import Margin
    from assessment.methodology.probability.weights import Frame

    try:
        content = path.read_bytes()
    except OSError as fault:
        raise InvalidInput(f"{path}: cannot be read ({fault.strerror})") from None
    rules = Rules(instrument, (instrument.language,), voice_for("en"), date(instrument.reference_year, 1, 1))
    reading = read_population(content, rules)
    if reading.faults:
        first = reading.faults[0]
        raise InvalidInput(f"{path}:{first.row} {first.column}: {first.sentence}")
    known: dict[str, dict[str, float]] = {}
    for count in reading.counts:
        known.setdefault(count.attribute, {})[count.category] = count.units
    sizes = known.pop(STRATUM, {})
    return Frame(margins=tuple(Margin(code, population) for code, population in known.items()), sizes=sizes)
