"""YAML 1.2 as plain values, with the line of every key and list item, and every fault with its cure.

Scalars follow the core schema: `NO` and `yes` stay texts, `2026-01-31` too. Duplicate keys are refused, and what
aliases expand to is counted before it can fill the memory.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, ReusedAnchorWarning, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from assessment.errors import Problem

MAXIMUM_BYTES = 2_000_000
MAXIMUM_VALUES = 100_000
MAXIMUM_DEPTH = 20

Place: TypeAlias = tuple[str | int, ...]

CONSTANTS = {"": None, "~": None, "null": None, "true": True, "false": False}
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
INTEGER = re.compile(r"[-+]?[0-9]+")
NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")


@dataclass
class Document:
    """One file read: its value, the 1-based line of each place in it, and what is wrong with it."""

    file: str
    value: Any = None
    lines: dict[Place, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, line: int, place: Place, cure: str) -> None:
        """Note a fault."""
        self.problems.append(Problem(self.file, line, ".".join(map(str, place)) or "file", cure))


def read_document(path: Path, file: str) -> Document:
    """A file of YAML; `file` is its name in messages. Unreadable files are problems, not exceptions."""
    document = Document(file)
    try:
        content = path.read_bytes()
    except OSError as error:
        document.refuse(1, (), f"cannot be read: {error.strerror}")
        return document
    return document_of(content, file)


def document_of(content: bytes, file: str) -> Document:
    """The bytes of a file as values and lines."""
    document = Document(file)
    if len(content) > MAXIMUM_BYTES:
        document.refuse(1, (), f"is larger than {MAXIMUM_BYTES // 1_000_000} MB: split it")
        return document
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ReusedAnchorWarning)  # an anchor may be given a new value
            node = YAML(typ="safe", pure=True).compose(content.decode("utf-8"))
        if node is not None:
            document.value = _Reader(document).value_of(node, ())
    except UnicodeDecodeError as error:
        document.refuse(len(content[: error.start].split(b"\n")), (), "is not UTF-8: save it in that encoding")
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        cause = " ".join(part for part in (error.context, error.problem) if part)
        document.refuse(mark.line + 1 if mark else 1, (), f"is not YAML here: {cause}; check indentation and quotes")
    except YAMLError as error:
        document.refuse(1, (), f"is not YAML: {str(error).splitlines()[0]}")
    except RecursionError:
        document.refuse(1, (), f"is nested deeper than {MAXIMUM_DEPTH} levels")
    except _TooMuch as error:
        document.refuse(error.line, error.place, str(error))
    return document


class _TooMuch(Exception):
    """The file expands to more than a questionnaire can be."""

    def __init__(self, message: str, line: int, place: Place) -> None:
        self.line = line
        self.place = place
        super().__init__(message)


class _Reader:
    """Turns nodes into values and notes lines on the way."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.values = 0

    def value_of(self, node: Node, place: Place) -> Any:
        line = node.start_mark.line + 1
        self.document.lines.setdefault(place, line)
        self.values += 1
        if self.values > MAXIMUM_VALUES:
            raise _TooMuch(f"holds more than {MAXIMUM_VALUES:,} values: use fewer aliases (*name)", line, place)
        if len(place) > MAXIMUM_DEPTH:
            raise _TooMuch(f"is nested deeper than {MAXIMUM_DEPTH} levels", line, place)
        if isinstance(node, MappingNode):
            return self.mapping(node, place)
        if isinstance(node, SequenceNode):
            return [self.value_of(item, (*place, index)) for index, item in enumerate(node.value)]
        if not isinstance(node, ScalarNode):
            return None
        if strange := CONTROL.search(node.value):
            code = f"U+{ord(strange.group()):04X}"
            self.document.refuse(line, place, f"holds the control character {code}, which no document can: take it out")
        return scalar(node)

    def mapping(self, node: MappingNode, place: Place) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, ScalarNode) or not key_node.value.isprintable():
                self.document.refuse(line, place, "a key must be a word")
                continue
            key = key_node.value
            here = (*place, key)
            if key in values:
                first = self.document.lines[here]
                self.document.refuse(line, here, f"stands twice, first on line {first}: keep one")
                continue
            self.document.lines[here] = line
            values[key] = self.value_of(value_node, here)
        return values


def scalar(node: ScalarNode) -> str | int | float | bool | None:
    """A scalar by the core schema of YAML 1.2; what is quoted is text, `.inf` and `.nan` are too."""
    text: str = node.value
    if node.style is not None:
        return text
    if text.lower() in CONSTANTS and text in (text.lower(), text.capitalize(), text.upper()):
        return CONSTANTS[text.lower()]
    if INTEGER.fullmatch(text) and len(text) < 20:
        return int(text)
    return float(text) if NUMBER.fullmatch(text) else text
