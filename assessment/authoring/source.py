"""The files of a questionnaire directory, joined as the instrument wants them, and where each part was written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assessment.authoring.yaml_source import Document, Place, document_of
from assessment.errors import InvalidInput, Problem

MAIN = "questionnaire.yaml"
PATTERNS = (MAIN, "series.yaml", "areas/*.yaml", "recommendations.yaml", "recommendations/*.yaml")
LISTS = ("areas", "recommendations", "series", "claims", "profiles")
UNIQUE = frozenset({"areas", "indicators", "items", "series", "recommendations", "partners"})


@dataclass
class Source:
    """What an author wrote: `values` for validation, and the file and line behind every place in them.

    `file` is the one to name where a place was written nowhere.
    """

    name: str
    values: dict[str, Any] = field(default_factory=dict)
    positions: dict[Place, tuple[str, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    file: str = MAIN

    def problem(self, place: Place, cure: str) -> Problem:
        """A fault at a place, with the position of its nearest written ancestor and a path of codes."""
        file, line = self.position_of(place)
        return Problem(file, line, self.path_of(place), cure)

    def position_of(self, place: Place) -> tuple[str, int]:
        """File and line where a place, or the nearest place around it, was written."""
        for length in range(len(place), 0, -1):
            if place[:length] in self.positions:
                return self.positions[place[:length]]
        return self.file, 1

    def path_of(self, place: Place) -> str:
        """A place as people name it: `PAY_02.options.live`, `PAY-R01.when`, `groups.PUB.label`."""
        value: Any = self.values
        path: list[str] = []
        keys: list[str] = []
        for step in place:
            value = _child(value, step)
            if isinstance(step, int):
                code = value.get("code") if isinstance(value, dict) else None
                name = str(step + 1 if code is None else code)
                path = [name] if code is not None and _is_unique(keys) else [*path, name]
            else:
                path.append(step)
                keys.append(step)
        return ".".join(path) or self.name


def _is_unique(keys: list[str]) -> bool:
    """A code under these keys is the only one of its name; the measures of an indicator only repeat one."""
    return keys[-1] in UNIQUE and "indicators" not in keys[:-1]


def _child(value: Any, step: str | int) -> Any:
    if isinstance(value, dict):
        return value.get(step)
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return None


def name_of(directory: Path) -> str:
    """A questionnaire by its folder: `etrade-rapid/2026.1`."""
    return "/".join(directory.resolve().parts[-2:])


def contents_of(directory: Path, patterns: Sequence[str] = PATTERNS) -> tuple[tuple[str, bytes], ...]:
    """Name and bytes of every file of a questionnaire, in the order in which they are joined.

    Raises:
        InvalidInput: a file is there and cannot be read.
    """
    try:
        paths = [path for pattern in patterns for path in sorted(directory.glob(pattern)) if path.is_file()]
        return tuple((path.relative_to(directory).as_posix(), path.read_bytes()) for path in paths)
    except OSError as fault:
        raise InvalidInput(f"{fault.filename}: cannot be read ({fault.strerror})") from None


def source_of(directory: Path, contents: tuple[tuple[str, bytes], ...]) -> Source:
    """All files joined; what cannot be read or joined is among the problems."""
    source = Source(name_of(directory))
    if not any(file == MAIN for file, _ in contents):
        cure = f"is missing in {directory}: a questionnaire begins with this file"
        source.problems.append(Problem(MAIN, 1, source.name, cure))
        return source
    for file, content in contents:
        document = document_of(content, file)
        source.problems += document.problems
        if not document.problems:
            _join(source, document)
    return source


def source_of_document(document: Document) -> Source:
    """A file that stands alone, such as the list of partners."""
    positions = {place: (document.file, line) for place, line in document.lines.items()}
    return Source(document.file, document.value, positions, document.problems, document.file)


def _join(source: Source, document: Document) -> None:
    """Add one file: an area file is one area, any other a mapping whose lists follow those already read."""
    if not isinstance(document.value, dict):
        document.refuse(1, (), "must be a mapping of keys, such as code: and label:")
        source.problems += document.problems
    elif document.file.startswith("areas/"):
        _add(source, document, (), ("areas", _append(source, "areas", document.value)))
    else:
        for key, value in document.value.items():
            _join_key(source, document, key, value)
        source.problems += document.problems


def _join_key(source: Source, document: Document, key: str, value: Any) -> None:
    permitted = {"series.yaml": ("series", "claims", "profiles"), MAIN: None}.get(document.file, ("recommendations",))
    if permitted is not None and key not in permitted:
        keys = ", ".join(permitted)
        document.refuse(document.lines[key,], (key,), f"is not for this file, which holds {keys}")
    elif key in LISTS and isinstance(value, list):
        for index, part in enumerate(value):
            _add(source, document, (key, index), (key, _append(source, key, part)))
        source.values.setdefault(key, [])
        source.positions.setdefault((key,), (document.file, document.lines[key,]))
    else:
        source.values[key] = value
        _add(source, document, (key,), (key,))


def _append(source: Source, key: str, part: Any) -> int:
    parts = source.values.setdefault(key, [])
    parts.append(part)
    return len(parts) - 1


def _add(source: Source, document: Document, old: Place, new: Place) -> None:
    """Carry the lines of one branch of a file over to its place in the whole."""
    for place, line in document.lines.items():
        if place[: len(old)] == old:
            source.positions[new + place[len(old) :]] = (document.file, line)
