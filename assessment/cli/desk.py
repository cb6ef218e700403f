"""`etready desk add` and `desk import`: published figures, from a long CSV or as their owners give them out."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from assessment.authoring.desk_data import read_desk
from assessment.authoring.desk_import.mapping import mapping_names
from assessment.cli.arguments import unit_codes
from assessment.cli.database import opened
from assessment.errors import InvalidInput
from assessment.language import voice_for
from assessment.services.accounts import OPERATOR
from assessment.services.desk import add_desk_figures
from assessment.services.desk_imports import Change, Preview, import_figures, preview_of

SHOWN = 20


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `desk add` and `desk import`."""
    desk = commands.add_parser("desk", help="published figures", description=__doc__)
    deeds = desk.add_subparsers(title="deeds", metavar="DEED", required=True)
    keep = deeds.add_parser("add", help="keep the figures of a long CSV: iso3, indicator, year, value, source")
    keep.add_argument("file", type=Path, metavar="FILE.csv")
    keep.add_argument("--units", type=unit_codes, default=[], metavar="AAA,BBB", help="only these countries")
    keep.set_defaults(run=run_add)
    take = deeds.add_parser("import", help="take in a publisher's CSV, XLSX or ZIP after a look at it")
    take.add_argument("file", type=Path, metavar="FILE")
    take.add_argument("--mapping", required=True, metavar="NAME", help=f"how to read it: {', '.join(mapping_names())}")
    take.add_argument("--vintage", default="", metavar="TEXT", help="the edition; default: as the file names it")
    take.add_argument("--keep-years", action="store_true", help="keep years that this edition has no more")
    take.add_argument("--with-implausible", action="store_true", help="also values outside the range of their series")
    take.add_argument("--yes", action="store_true", help="take it in; without, only say what it would bring")
    take.set_defaults(run=run_import)


def run_add(options: argparse.Namespace) -> None:
    """Keep the figures and print how many."""
    figures = read_desk(options.file)
    with opened() as database, database.writing() as session:
        kept = add_desk_figures(session, figures, options.units)
    sys.stdout.write(f"{kept} figures kept\n")


def run_import(options: argparse.Namespace) -> None:
    """Print what a file would bring, and with `--yes` take it in."""
    content = _bytes_of(options.file)
    with opened() as database:
        with database.reading() as session:
            preview = preview_of(
                session,
                OPERATOR,
                content,
                file_name=options.file.name,
                mapping=options.mapping,
                vintage=options.vintage,
                voice=voice_for("en"),
            )
        sys.stdout.writelines(f"{line}\n" for line in _told(preview))
        if not options.yes:
            sys.stdout.write("nothing is stored; add --yes to take it in\n")
            return
        with database.writing() as session:
            import_figures(
                session,
                OPERATOR,
                preview.draft,
                with_implausible=options.with_implausible,
                keep_years=options.keep_years,
                now=datetime.now(UTC),
            )
    sys.stdout.write(f"taken in: edition {preview.draft.vintage}, SHA-256 {preview.draft.checksum}\n")


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise InvalidInput(f"{path}: cannot be read ({fault.strerror})") from None


def _told(preview: Preview) -> Iterator[str]:
    found, reading = preview.comparison, preview.reading
    yield f"{len(found.added)} new, {len(found.changed)} changed, {found.unchanged} unchanged"
    if preview.earlier is not None:
        yield f"this very file was taken in on {preview.earlier.imported_at.date().isoformat()}"
    yield from _listed("changed", [_change(one) for one in found.changed])
    yield from _listed("no longer in this edition", [_change(one) for one in found.dropped])
    yield from _listed(
        "outside the range of its series", sorted(" ".join(map(str, key)) for key in reading.implausible)
    )
    unmatched = [f"{name}{f' (did you mean {near}?)' if near else ''}" for name, near in reading.unmatched.items()]
    yield from _listed("fits no country", unmatched)
    yield from _listed("group of countries", sorted(reading.groups))
    yield from _listed("series passed over", sorted(reading.passed_over))
    yield from _listed("fault", [f"row {one.row} {one.column}: {one.sentence}" for one in reading.faults])


def _change(one: Change) -> str:
    values = " -> ".join("none" if value is None else f"{value:g}" for value in (one.old, one.new))
    return f"{one.country} {one.series} {one.year}: {values}"


def _listed(what: str, lines: list[str]) -> Iterator[str]:
    for line in islice(lines, SHOWN):
        yield f"{what}: {line}"
    if len(lines) > SHOWN:
        yield f"{what}: {len(lines) - SHOWN} more"
