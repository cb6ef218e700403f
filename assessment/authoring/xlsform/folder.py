"""An instrument as a folder of YAML files, as authors write them, with its texts in other languages as catalogues."""

from __future__ import annotations

import io
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from assessment.authoring.source import MAIN
from assessment.errors import InvalidInput
from assessment.methodology.instrument import Instrument
from assessment.methodology.localisation import texts_of

WIDTH = 110
SHORT = 90
IN_SERIES = ("series", "claims", "profiles")
IDENTITY = re.compile(r"[a-z][a-z0-9-]*/[0-9]{1,4}(\.[0-9]+)?")
CATALOGUES = "translations"
PHRASE = re.compile(r"[^\W_]([\w .()/%-]*[\w)%])?")


def identity_of(directory: Path) -> tuple[str, str]:
    """Code and version of a questionnaire, which are the last two parts of its folder's name.

    Raises:
        InvalidInput: they cannot be, or something is in that folder.
    """
    code, version = directory.resolve().parts[-2:]
    if not IDENTITY.fullmatch(f"{code}/{version}"):
        raise InvalidInput(f"{directory}: name a folder by code and version, such as questionnaires/my-survey/2026")
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise InvalidInput(f"{directory}: is there already; name a new folder, or empty it first")
    return code, version


def write_folder(directory: Path, instrument: Instrument, translations: Mapping[str, Mapping[str, str]]) -> None:
    """Write all files, or none: `questionnaire.yaml`, `areas/`, `series.yaml`, `recommendations.yaml`, catalogues.

    `translations` are texts by language and path; `translations/<language>.po` in the folder can be imported into
    the catalogues.

    Raises:
        InvalidInput: the folder cannot be written.
    """
    try:
        directory.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=directory.parent) as place:
            written = Path(place) / "questionnaire"
            for file, content in _files(instrument, translations).items():
                path = written / file
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            if directory.exists():
                directory.rmdir()
            shutil.move(written, directory)
    except OSError as fault:
        raise InvalidInput(f"{directory}: cannot be written ({fault.strerror})") from None


def _files(instrument: Instrument, translations: Mapping[str, Mapping[str, str]]) -> dict[str, bytes]:
    values = instrument.model_dump(mode="json", exclude_defaults=True)
    areas = values.pop("areas")
    files = {f"areas/{number:02}-{_slug(area)}.yaml": _yaml(area) for number, area in enumerate(areas, start=1)}
    if series := {key: values.pop(key) for key in IN_SERIES if key in values}:
        files["series.yaml"] = _yaml(series)
    if "recommendations" in values:
        files["recommendations.yaml"] = _yaml({"recommendations": values.pop("recommendations")})
    for language, texts in translations.items():
        if catalogue := _catalogue(instrument, language, texts):
            files[f"{CATALOGUES}/{language}.po"] = catalogue
    return {MAIN: _yaml(values), **files}


def _slug(area: Mapping[str, Any]) -> str:
    label = unicodedata.normalize("NFKD", area.get("short_label", "")).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", label).strip("-") or area["code"].lower()


def _yaml(values: Mapping[str, Any]) -> bytes:
    writer = YAML()
    writer.width = WIDTH
    writer.indent(mapping=2, sequence=4, offset=2)
    content = io.BytesIO()
    writer.dump(_laid_out(values), content)
    return content.getvalue()


def _laid_out(value: Any) -> Any:
    """What is short and flat stands on one line, as authors write options and rows."""
    if isinstance(value, Mapping):
        is_short = all(not isinstance(one, list | dict) for one in value.values()) and len(str(value)) < SHORT
        mapping = CommentedMap({key: _in_flow(one) if is_short else _laid_out(one) for key, one in value.items()})
        if is_short:
            mapping.fa.set_flow_style()
        return mapping
    if isinstance(value, list):
        is_short = all(isinstance(one, str) for one in value) and len(str(value)) < SHORT
        sequence = CommentedSeq(map(_in_flow if is_short else _laid_out, value))
        if is_short:
            sequence.fa.set_flow_style()
        return sequence
    return value


def _in_flow(value: Any) -> Any:
    """A value on a line with others; what is no plain phrase stands in quotes, or its signs would be read as YAML's."""
    return DoubleQuotedScalarString(value) if isinstance(value, str) and not PHRASE.fullmatch(value) else value


def _catalogue(instrument: Instrument, language: str, texts: Mapping[str, str]) -> bytes:
    """A catalogue of what differs from the questionnaire's own language; empty if nothing does."""
    catalogue = Catalog(locale=language, fuzzy=False, project=instrument.identity)
    for path, source in texts_of(instrument):
        if texts.get(path, source) != source:
            catalogue.add(source, texts[path], context=f"{instrument.identity} {path}")
    content = io.BytesIO()
    write_po(content, catalogue, width=WIDTH)
    return content.getvalue() if len(catalogue) else b""
