"""A report of one section around the blocks that a test speaks of."""

from assessment.methodology.report.model import Block, Cover, Paragraph, Report, Section, Words
from tests.documents import sample_texts as texts


def small_report(*blocks: Block, language: str = "en") -> Report:
    """The least report that holds `blocks`."""
    return Report(
        name="small",
        language=language,
        direction="ltr",
        cover=Cover("Assessment", "Findings", "All areas", "Samoa", "2026"),
        running_head="Findings",
        notice="",
        words=Words(*texts.WORDS[language]),
        sections=(Section("Opening", blocks or (Paragraph("Nothing yet."),), layout="page"),),
    )
