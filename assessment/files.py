"""How a file is put in its place."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def put_file(path: Path, content: bytes) -> None:
    """Put a file in its place in one step, so that a second process never reads half of it; or leave nothing behind.

    Raises:
        OSError: it cannot be written there.
    """
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as draft:
        try:
            draft.write(content)
            draft.flush()
            os.fsync(draft.fileno())
            os.chmod(draft.name, 0o644)
            os.replace(draft.name, path)
        except OSError:
            os.unlink(draft.name)
            raise
