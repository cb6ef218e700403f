"""Run the measurements and print one line each: what, how often, the median, the slowest, and the goal if any.

`python -m benchmarks --only load weight` runs those alone; without it all run, one after the other.
"""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Callable

from benchmarks import (
    access,
    crash,
    documents,
    estimates,
    forms,
    judging,
    load,
    loading,
    robustness,
    scoring,
    tracing,
    weight,
    what_if,
)

MEASUREMENTS: dict[str, Callable[[], None]] = {
    "loading": loading.run,
    "forms": forms.run,
    "scoring": scoring.run,
    "judging": judging.run,
    "robustness": robustness.run,
    "what_if": what_if.run,
    "estimates": estimates.run,
    "documents": documents.run,
    "weight": weight.run,
    "walk": tracing.run,
    "access": access.run,
    "load": load.run,
    "crash": crash.main,
}


def main() -> None:
    """What was asked for, in the order of the table."""
    told = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    told.add_argument(
        "--only", nargs="+", choices=MEASUREMENTS, default=list(MEASUREMENTS), help="leave the others out"
    )
    wanted = told.parse_args().only
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that servers which were started are stopped too
    for name, measure in MEASUREMENTS.items():
        if name in wanted:
            measure()


if __name__ == "__main__":
    main()
