"""The texts to translate, as the sources say them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir

from assessment.language.po import Key

PACKAGE = Path(__file__).resolve().parents[2]
METHODS = [("**/templates/**.html", "jinja2.ext:babel_extract"), ("**.py", "python")]
OPTIONS = {"**/templates/**.html": {"encoding": "utf-8", "silent": "false"}}
KEYWORDS = {"N_": None, "_": None, "say": None, "count": (1, 2), "ngettext": (1, 2)}


@dataclass(frozen=True)
class SourceText:
    """A text to translate, in English; with a plural when it counts, with a context in a questionnaire."""

    message: str
    location: str
    line: int = 0
    plural: str = ""
    context: str = ""
    comments: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        """What its entry in a catalogue is known by."""
        return self.context, self.message

    @property
    def forms(self) -> tuple[str, ...]:
        """The text, or its singular and its plural."""
        return (self.message, self.plural) if self.plural else (self.message,)

    @property
    def place(self) -> str:
        """Where it is written, `questionnaires/etrade-rapid/2026.1/areas/05-payments.yaml:41`."""
        return f"{self.location}:{self.line}"

    @property
    def name(self) -> str:
        """What a person knows it by: its path in the questionnaire, else its first words in quotes."""
        shortened = self.message if len(self.message) <= 60 else self.message[:57] + "…"
        return self.context.rpartition(" ")[2] or f"“{shortened}”"


@cache
def program_texts(package: Path = PACKAGE) -> tuple[SourceText, ...]:
    """Every text marked in Python sources and templates by `N_`, `_`, `say`, `count` or `ngettext`; read once."""
    found = extract_from_dir(
        package, METHODS, OPTIONS, KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=True
    )
    return tuple(
        SourceText(forms[0], f"{package.name}/{file}", line, "".join(forms[1:2]), comments=tuple(comments))
        for file, line, messages, comments, _context in found
        for forms in [messages if isinstance(messages, tuple) else (messages,)]
    )


def template_of(texts: Iterable[SourceText]) -> Catalog:
    """The texts as a catalogue without translations, in the order of their places."""
    template = Catalog(charset="utf-8")
    for text in sorted(texts, key=lambda text: (text.location, text.line, text.context, text.message)):
        template.add(
            text.forms if text.plural else text.message,
            locations=[(text.location, text.line)],
            context=text.context or None,
            auto_comments=text.comments,
        )
    return template
