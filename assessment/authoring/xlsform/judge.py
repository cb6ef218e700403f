"""pyxform as the judge of a form: what it does not accept, no program will."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from assessment.errors import InvalidInput

EXTRA_MISSING = "XLSForm is read with pyxform, which is not installed: pip install 'etready[xlsform]'"


def check_extra() -> None:
    """Raises InvalidInput where pyxform, an extra, is not installed; the sentence says how to."""
    if find_spec("pyxform") is None:
        raise InvalidInput(EXTRA_MISSING)


def judged(path: Path) -> list[str]:
    """pyxform's warnings about a form that it accepts.

    Raises:
        InvalidInput: pyxform refuses the form; its reason is passed on.
    """
    from pyxform.xls2xform import convert

    try:
        warnings: list[str] = convert(path.read_bytes(), file_type=".xlsx").warnings
    except Exception as fault:  # a form can make pyxform fail in many ways, few of which it names
        reason = " ".join(str(fault).split()) or type(fault).__name__
        raise InvalidInput(f"{path}: pyxform does not accept this form: {reason}") from None
    return [" ".join(warning.split()) for warning in warnings]
