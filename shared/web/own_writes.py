"""Reading one's own write.

    POST …                      ─▶ Hieuhoc-After: <receipt>
    GET  …?after=<receipt>      ─▶ Hieuhoc-Applied: true, once the views show what was written

Commands say it and reads take it by `caller.commands` and `caller.reads`, all of them.
"""

from collections.abc import Iterable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Annotated, Final

from fastapi import Query, Request

from shared.eventstore.commands import Answered
from shared.web.receipts import Receipts
from shared.web.values import Cursor
from shared.web.waiting import Waiting

AFTER: Final = "Hieuhoc-After"
APPLIED: Final = "Hieuhoc-Applied"
HEADERS: Final = {
    AFTER: "Send it as `after` of whatever you read next in this service, to see what you did.",
    APPLIED: "Where `after` was asked: true, or false if what was done is not all shown yet.",
}

After = Annotated[
    Cursor | None,
    Query(
        description="What Hieuhoc-After said of a command of this service: the answer waits up to"
        " two seconds until that is shown, and says in Hieuhoc-Applied whether it is."
    ),
]


@dataclass
class Said:
    """What the answer to a request says beside its body."""

    headers: dict[str, str] = field(default_factory=dict)
    position: int = -1


SAID: Final[ContextVar[Said]] = ContextVar("said")
"""Of the request under way, whoever works on it."""


@dataclass(frozen=True)
class OwnWrites:
    receipts: Receipts
    waiting: Waiting

    async def tell(self, outcomes: Iterable[object]) -> None:
        """Of many commands the highest."""
        said = SAID.get(None)
        reached = max(
            (each.position for each in outcomes if isinstance(each, Answered)), default=-1
        )
        if said is not None and reached > said.position:
            said.position = reached
            receipt = await self.receipts.of(reached)
            if said.position == reached:
                said.headers[AFTER] = receipt

    async def wait(self, receipt: str, request: Request) -> None:
        """Raises ReceiptInvalid."""
        position = await self.receipts.position(receipt)
        shown = await self.waiting.shown(position, lambda: _gone(request))
        if (said := SAID.get(None)) is not None:
            said.headers[APPLIED] = "true" if shown else "false"


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
