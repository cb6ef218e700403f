"""`etready publish`, `wordings`, `diff` and `compare`: questionnaire versions, and what was measured with two."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from itertools import groupby
from pathlib import Path
from typing import Any

from assessment.authoring.differences import PartChange, changes_between
from assessment.authoring.digests import method_digest, text_digest
from assessment.authoring.loader import load
from assessment.authoring.review import reviewed
from assessment.cli.database import opened
from assessment.cli.report import assessment_named
from assessment.documents.scores import ten_digits
from assessment.methodology.comparability import REASONS, Change, Standing, standings_of
from assessment.methodology.localisation import texts_of
from assessment.services.accounts import OPERATOR
from assessment.services.comparing import Pair, comparison_of, pair_of
from assessment.services.versions import as_worded, publish, wordings_of

SIGNS = {"added": "+", "removed": "-", "changed": "~"}
LONGEST = 60


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `publish`, `wordings`, `diff` and `compare`."""
    issue = commands.add_parser("publish", help="publish a questionnaire version", description=__doc__)
    issue.add_argument("directory", type=Path, metavar="DIR", help="a questionnaire version")
    issue.set_defaults(run=run_publish)
    wordings = commands.add_parser("wordings", help="how a version was worded, and since when", description=__doc__)
    wordings.add_argument("questionnaire", metavar="CODE/VERSION", help="such as etrade-rapid/2026.1")
    wordings.add_argument("--at", type=date.fromisoformat, metavar="DATE", help="its texts at the end of a day, UTC")
    wordings.set_defaults(run=run_wordings)
    diff = commands.add_parser("diff", help="what changed between two versions", description=__doc__)
    diff.add_argument("old", type=Path, metavar="OLD", help="a questionnaire version")
    diff.add_argument("new", type=Path, metavar="NEW", help="a later one")
    diff.add_argument("--format", choices=("text", "json"), default="text")
    diff.set_defaults(run=run_diff)
    compare = commands.add_parser("compare", help="two assessments of one country", description=__doc__)
    compare.add_argument("old", metavar="ASSESSMENT", help="its name, such as SEN-2026-1")
    compare.add_argument("new", metavar="ASSESSMENT", help="another one of the country")
    compare.add_argument("--format", choices=("text", "json"), default="text")
    compare.set_defaults(run=run_compare)


def run_publish(options: argparse.Namespace) -> None:
    """Publish what has no fault, and print its identity with both digests."""
    instrument = reviewed(options.directory)
    with opened() as database, database.writing() as session:
        publish(session, instrument, datetime.now(UTC))
    sys.stdout.write(f"{instrument.identity}\nmethod {method_digest(instrument)}\ntexts  {text_digest(instrument)}\n")


def run_wordings(options: argparse.Namespace) -> None:
    """List the wordings of a published version, or print the texts that respondents saw on a day as JSON."""
    with opened() as database, database.reading() as session:
        if options.at is None:
            for one in wordings_of(session, options.questionnaire):
                since = f"{one.kept_at:%Y-%m-%d %H:%M}"
                sys.stdout.write(f"{since}  {one.text_digest}  {one.dated}  {one.note or 'as first published'}\n")
        else:
            end_of_day = datetime.combine(options.at, time.max, UTC)
            texts = dict(texts_of(as_worded(session, options.questionnaire, end_of_day)))
            sys.stdout.write(json.dumps(texts, indent=1, ensure_ascii=False) + "\n")


def run_diff(options: argparse.Namespace) -> None:
    """Print what changed, and which nodes remain comparable."""
    old, new = load(options.old), load(options.new)
    changes, standings = changes_between(old, new), standings_of(old, new)
    if options.format == "json":
        whole = {
            "old": old.identity,
            "new": new.identity,
            "changes": [_change_values(change) for change in changes],
            "comparability": [_standing_values(standing) for standing in standings],
        }
        sys.stdout.write(json.dumps(whole, indent=1, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write(f"{old.identity} -> {new.identity}\n")
        sys.stdout.writelines(f"{line}\n" for line in (*_change_lines(changes), *_standing_lines(standings)))


def run_compare(options: argparse.Namespace) -> None:
    """Print the scores of both assessments on the nodes whose method did not change, and name the rest."""
    with opened() as database, database.reading() as session:
        names = (assessment_named(session, name).name for name in (options.old, options.new))
        pair = pair_of(session, OPERATOR, *names)
        comparison = comparison_of(session, pair)
    if options.format == "json":
        whole = {
            "old": pair.old.name,
            "new": pair.new.name,
            "comparable": [_score_values(change) for change in comparison.changes],
            "rest": [_standing_values(standing) for standing in comparison.rest],
        }
        sys.stdout.write(json.dumps(whole, indent=1, ensure_ascii=False) + "\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in _score_lines(pair, comparison.changes))
        sys.stdout.writelines(f"{line}\n" for line in _standing_lines(comparison.rest))


def _change_values(change: PartChange) -> dict[str, Any]:
    differences = [{"key": d.key, "aspect": d.aspect, "old": d.old, "new": d.new} for d in change.differences]
    return {"family": change.family, "code": change.code, "deed": change.deed, "differences": differences}


def _standing_values(standing: Standing) -> dict[str, Any]:
    return {
        "code": standing.code,
        "kind": standing.kind,
        "comparable": standing.is_comparable,
        "reasons": list(standing.reasons),
        "below": list(standing.below),
        "reworded": standing.reworded,
    }


def _score_values(change: Change) -> dict[str, Any]:
    return {
        "code": change.standing.code,
        "kind": change.standing.kind,
        "old": ten_digits(change.old.score),
        "new": ten_digits(change.new.score),
        "change": ten_digits(change.difference),
        "reworded": change.standing.reworded,
    }


def _change_lines(changes: tuple[PartChange, ...]) -> Iterator[str]:
    """Changes by family, one line a part and one a key that differs."""
    if not changes:
        yield "nothing changed"
    for family, members in groupby(changes, key=lambda change: change.family):
        yield family
        for change in members:
            yield f"  {SIGNS[change.deed]} {change.code}"
            for one in change.differences:
                yield f"      {one.aspect}: {one.key}: {_shown(one.old)} -> {_shown(one.new)}"


def _shown(value: object) -> str:
    text = "none" if value is None else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _standing_lines(standings: tuple[Standing, ...]) -> Iterator[str]:
    """How many nodes can be compared, then each that cannot, and each that was reworded, with the reason."""
    comparable = [standing for standing in standings if standing.is_comparable]
    if comparable:
        yield f"comparable: {len(comparable)} of {len(standings)} nodes"
    for standing in comparable:
        if standing.reworded:
            yield f"  {standing.code}: comparable if the new wording means the same"
    rest = [standing for standing in standings if not standing.is_comparable]
    if rest:
        yield "not comparable"
    for standing in rest:
        below = f" ({', '.join(standing.below)})" if standing.below else ""
        yield f"  {standing.code}: {' '.join(REASONS[reason] for reason in standing.reasons)}{below}"


def _score_lines(pair: Pair, changes: tuple[Change, ...]) -> Iterator[str]:
    yield f"{'node':<24}{pair.old.name:>14}{pair.new.name:>14}{'change':>9}"
    for change in changes:
        scores = f"{_points(change.old.score):>14}{_points(change.new.score):>14}"
        apart = "-" if change.difference is None else f"{change.difference:+.1f}"
        yield f"{change.standing.code:<24}{scores}{apart:>9}"


def _points(score: float | None) -> str:
    return "-" if score is None else f"{score:.1f}"
