"""From a number of the Senegal report down to answers, notes and sources, on the pages that people see (rule 16)."""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from random import Random

import pytest
from flask.testing import FlaskClient
from pydantic import SecretStr
from sqlalchemy import text

from assessment.config import Settings
from assessment.documents.html import render_print_html
from assessment.documents.outline import Part, outline
from assessment.language import voice_for
from assessment.methodology.report.model import LISTS, Bullets, Chart, KeyFigures, Paragraph, Report, Table
from assessment.services.assessments import assessment_of
from assessment.services.demonstration.accounts import open_accounts
from assessment.services.demonstration.loading import load_portfolio
from assessment.services.reporting import report_of
from assessment.storage.database import Database
from tests.builders import NOW
from tests.world import SEN, World

QUESTIONNAIRES = Path(__file__).parents[2] / "questionnaires"
HERE = f"/assessments/{SEN}"
NUMBER = re.compile(r"(?<![\d.])\d+(?:[.,]\d+)?%?(?!\d|\.\d)")
RESULT = re.compile(r"\d+\.\d+%?|\d+%")
"""What is measured, not merely counted or dated: a number with decimals, or a share."""
DOWN = re.compile(rf'href="({HERE}/(?:(?:evidence|consolidation)/[^"#?]+|robustness|gaps|peers))"')
END = ("Answers by group", "What is claimed", "What an analyst confirmed", "The published figure")
SEED, PICKED = 20261122, 5


@dataclass(frozen=True)
class Told:
    """A number of the report: the part and the text in which it stands, and the code where it is opened."""

    part: str
    text: str
    number: str
    evidence: str


@dataclass
class Walker:
    """The report on Senegal, its pages, and a browser of its analyst; pages are fetched once."""

    client: FlaskClient
    report: Report
    pages: dict[str, str] = field(default_factory=dict)

    def page(self, address: str) -> str:
        """What stands on a page, as text with its tags."""
        if address not in self.pages:
            answer = self.client.get(address)
            assert answer.status_code == 200, address
            self.pages[address] = html.unescape(answer.text)
        return self.pages[address]

    def part(self, part: str) -> str:
        """A part of the report on screen."""
        return self.page(f"{HERE}/report/en?part={part}")

    def way_from(self, told: Told) -> str:
        """Where the link of a text leads, which stands in its part of the report on screen."""
        ways = {
            address
            for address in re.findall(rf'href="({HERE}/[^"#]*)"', self.part(told.part) if told.part else "")
            if address.rpartition("/")[2] == told.evidence
        }
        assert len(ways) == 1, told
        return ways.pop()

    def chapter(self, code: str) -> list[Part]:
        """A chapter with all its parts."""
        parts = (part for part in outline(self.report).parts if part.chapter and part.section.code == code)
        return [inner for part in parts for inner in parts_of(part)]

    @property
    def report_areas(self) -> list[str]:
        """The codes of the chapters."""
        return [part.section.code for part in outline(self.report).parts if part.chapter]

    @cached_property
    def printed(self) -> str:
        """What the PDF is laid out from."""
        return html.unescape(render_print_html(self.report))

    def below(self, address: str) -> list[str]:
        """The pages to which the main content of a page leads further down."""
        content = self.page(address).partition('<nav aria-label="Where this belongs">')
        main = content[0] if not content[1] else content[2].partition("</nav>")[2]
        return list(dict.fromkeys(DOWN.findall(main)))

    def found_at(self, number: str, start: str, *, clicks: int) -> str:
        """The first page on the way down on which a number stands to the last digit, or nothing."""
        reached = [start]
        for _ in range(clicks + 1):
            for address in reached:
                if stands_in(number, self.page(address)):
                    return address
            reached = [below for address in reached for below in self.below(address)]
        return ""

    def ends_at(self, start: str, *, clicks: int) -> str:
        """The first page on the way down on which answers, a confirmation or a published source stand, or nothing."""
        reached = [start]
        for _ in range(clicks + 1):
            for address in reached:
                if any(f"<h2>{heading}</h2>" in self.page(address) for heading in END):
                    return address
            reached = [below for address in reached for below in self.below(address)]
        return ""


def stands_in(number: str, page: str) -> bool:
    return bool(re.search(rf"(?<![\d.,]){re.escape(number)}(?![\d%]|[.,]\d)", re.sub(r"<[^>]+>", " ", page)))


def told_in(part: Part, top: str) -> Iterator[Told]:
    """Every number with an address in a part of the report."""
    for placed in part.blocks:
        for said, code in said_in(placed.block):
            for number in NUMBER.findall(said):
                yield Told(top, said, number, code)
    for below in part.parts:
        yield from told_in(below, top)


def said_in(block: object) -> Iterator[tuple[str, str]]:
    """The texts of a block with the code where each is opened."""
    if isinstance(block, Paragraph):
        yield block.text, block.evidence
    elif isinstance(block, Bullets | KeyFigures):
        for item in block.items:
            yield (item.text if isinstance(item, Paragraph) else item.value), item.evidence
    elif isinstance(block, Table):
        for row in block.rows:
            first = next((cell.evidence for cell in row.cells if cell.evidence), row.anchor)
            yield from ((cell.text, cell.evidence or first) for cell in row.cells)
    elif isinstance(block, Chart):
        codes = block.evidence if len(block.evidence) == len(block.bars) else block.evidence * len(block.bars)
        for bar, code in zip(block.bars, codes, strict=False):
            yield from ((told, code) for told in bar.texts)


@pytest.fixture(scope="module")
def walker(tmp_path_factory, migrated_sqlite) -> Iterator[Walker]:
    """The Senegal of the demonstration with its scores shown."""
    folder = tmp_path_factory.mktemp("senegal")
    shutil.copyfile(migrated_sqlite, folder / "etready.sqlite")
    settings = Settings(instance=folder, secret_key=SecretStr("for tests only, long enough to be accepted"))
    database = Database(settings.database)
    _, analyst = open_accounts(database, settings, NOW)
    load_portfolio(
        database, QUESTIONNAIRES, analyst, open_key="a test", now=NOW, progress=lambda _country: None, only="SEN"
    )
    with database.writing() as session:
        session.connection().execute(text("UPDATE assessment SET results_shown = 'published'"))
        session.commit()
        report = report_of(session, assessment_of(session, analyst, SEN), voice_for("en"), NOW)
    world = World(settings)
    yield Walker(world.client("analyst"), report)
    world.close()
    database.close()


def test_five_numbers_of_the_report_are_walked_down_to_answers_or_sources_agreeing_to_the_last_digit(walker):
    told = [one for part in outline(walker.report).parts for one in told_in(part, part.id)]
    results = [one for one in told if one.evidence not in ("", *LISTS) and RESULT.fullmatch(one.number)]
    for one in Random(SEED).sample(results, PICKED):
        assert stands_in(one.number, walker.printed), one
        start = walker.way_from(one)
        assert walker.found_at(one.number, start, clicks=1), one
        assert walker.ends_at(start, clicks=3), one


def test_a_sentence_leads_over_its_recommendation_rule_and_score_to_items_answers_notes_and_source(walker):
    table = next(b for part in walker.chapter("LOG") for b in part.section.blocks if is_advice(b))
    row = next(row for row in table.rows if "“Speed and dependability of delivery” stands at" in row.cells[2].text)
    sentence, code = row.cells[2].text, row.cells[0].text
    assert sentence in re.sub(r"<[^>]+>", "", walker.printed)
    advice = walker.page(walker.way_from(Told(walker.chapter("LOG")[0].id, sentence, "", code)))
    assert sentence.partition(" Priority")[0] in advice
    assert re.search(r"Its rule:</p>|Its rule: <code[^>]*>[^<]*LOG-DELIVERY", advice)
    indicator = walker.page(f"{HERE}/evidence/LOG-DELIVERY")
    assert f'href="{HERE}/evidence/LOG-DELIVERY"' in advice
    score = re.search(r"stands at (\w+ \(\d+\.\d\))", sentence)
    assert score
    assert score[1] in indicator
    assert "Two of ten customers send the parcel back" in indicator
    assert "https://example.org/demonstration/delivery-survey" in indicator
    assert "<h2>Answers by group</h2>" in walker.page(f"{HERE}/evidence/LOG_04")
    assert "<h2>The published figure</h2>" in walker.page(f"{HERE}/evidence/I-UPU-REL")
    assert {f"{HERE}/evidence/LOG_04", f"{HERE}/evidence/I-UPU-REL"} <= set(
        walker.below(f"{HERE}/evidence/LOG-DELIVERY")
    )


def test_no_figure_of_the_report_lacks_its_way_or_its_source(walker):
    for part in outline(walker.report).parts:
        for inner in parts_of(part):
            for block in inner.section.blocks:
                assert has_its_way(block), (inner.section.heading, block)


def test_every_sentence_with_a_number_in_a_chapter_has_its_way(walker):
    for area in walker.report_areas:
        for part in walker.chapter(area):
            for block in part.section.blocks:
                if isinstance(block, Paragraph | Bullets):
                    assert all(code for said, code in said_in(block) if NUMBER.search(said)), block


def test_the_chapters_hold_every_gap_and_the_matrix_the_fifteen_that_come_first(walker):
    matrix = next(part for part in outline(walker.report).parts if part.section.code == "gaps")
    opening, _, table = matrix.section.blocks
    parts = [part for area in walker.report_areas for part in walker.chapter(area) if part.section.heading == "Gaps"]
    listed = [line for part in parts for block in part.section.blocks for line in lines_of(block)]
    assert opening.text.startswith(f"{len(listed)} gaps were found.")
    assert len(table.rows) == 15


def lines_of(block: object) -> tuple[object, ...]:
    return block.items if isinstance(block, Bullets) else block.rows if isinstance(block, Table) else ()


def parts_of(part: Part) -> Iterator[Part]:
    yield part
    for below in part.parts:
        yield from parts_of(below)


def is_advice(block: object) -> bool:
    return isinstance(block, Table) and block.caption.startswith("Recommendations:")


def has_its_way(block: object) -> bool:
    """Whether what a block counts or measures can be opened, or names its source."""
    if isinstance(block, KeyFigures):
        return all(figure.evidence for figure in block.items)
    if isinstance(block, Chart):
        return bool(block.evidence or block.source)
    if isinstance(block, Table) and any(column.kind == "number" for column in block.columns):
        rows = (row for row in block.rows if not row.heading)
        return bool(block.source) or all(row.anchor or any(cell.evidence for cell in row.cells) for row in rows)
    return True


def test_the_matrix_on_screen_counts_the_gaps_of_the_report(walker):
    counted = r"The cells count \d+ gaps in all"
    on_screen = re.findall(counted, walker.client.get(f"/assessments/{SEN}/gaps").text)
    assert len(on_screen) == 1
    assert on_screen == re.findall(counted, walker.printed)
