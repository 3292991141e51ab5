"""States of streams that many change at once, kept between orders.

A decision made on such a state hands its facts to the appender and moves the state on at once, so
that the next order's facts are the next versions and go into the same batch. If the first is lost,
what leant on it finds a hole before its versions and is lost as well; all are decided again.
"""

from collections import OrderedDict
from dataclasses import dataclass

from shared.eventstore.reader import Folded, Wanted

KEPT = 1_000


@dataclass(frozen=True, slots=True)
class Hot:
    """A state as the orders under way will leave it. `lineage` is shared by all that follow from
    one reading of the log."""

    folded: Folded
    lineage: object


class HotStates:
    """The most recently used ones of this process."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Wanted, Hot] = OrderedDict()

    def get(self, item: Wanted) -> Hot | None:
        return self._kept.get(item)

    def begin(self, item: Wanted, folded: Folded) -> None:
        """As read from the log, unless another order was faster: then its state is as new."""
        if item not in self._kept:
            self._put(item, Hot(folded, object()))

    def move(self, item: Wanted, folded: Folded) -> None:
        """To what the order just submitted will make of it."""
        if (hot := self._kept.get(item)) is not None:
            self._put(item, Hot(folded, hot.lineage))

    def forget(self, item: Wanted, lineage: object) -> None:
        """It turned out wrong; a state that was read anew since stays."""
        if (hot := self._kept.get(item)) is not None and hot.lineage is lineage:
            del self._kept[item]

    def _put(self, item: Wanted, hot: Hot) -> None:
        self._kept[item] = hot
        self._kept.move_to_end(item)
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
