"""How many may join from one network address within an hour, remembered by this process alone.

Nothing of it is stored: an open link may be anonymous, and whoever joins by it leaves no trace of when and from where.
Each web worker counts what comes to it, so of several up to as many times the limit come in, with two workers sixty an
hour: it keeps a program from filling an assessment, and is no count of persons. A restart forgets.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from datetime import datetime, timedelta

MOST_IN_AN_HOUR = 30
HOUR = timedelta(hours=1)
MOST_ADDRESSES = 10_000


class JoiningPace:
    """The latest joinings by network address; the addresses unheard of for longest are forgotten first."""

    def __init__(self) -> None:
        self._latest: OrderedDict[str, deque[datetime]] = OrderedDict()

    def lets_in(self, address: str, now: datetime) -> bool:
        """Whether one more may join from there now; if so, it counts."""
        latest = self._latest.setdefault(address, deque(maxlen=MOST_IN_AN_HOUR))
        self._latest.move_to_end(address)
        if len(self._latest) > MOST_ADDRESSES:
            self._latest.popitem(last=False)
        if len(latest) == MOST_IN_AN_HOUR and now - latest[0] < HOUR:
            return False
        latest.append(now)
        return True
