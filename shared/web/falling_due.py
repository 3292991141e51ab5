"""What is due: the list of those things that are due first, within reach or at one place."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final, Generic, TypeVar
from uuid import UUID

from shared.eventstore.views.things import Things
from shared.web.caller import Caller
from shared.web.conversation import Page, cursor_of, paged_by
from shared.web.counter import BEGINNING, Counter
from shared.web.pages import PageOf

Row = TypeVar("Row")
ByDay = Page[tuple[date, UUID]]
ByDayPaging = Annotated[ByDay, paged_by(tuple[date, UUID])]
SEEN: Final = """
join unnest(%(places)s::uuid[], %(untils)s::date[]) as seen (place_id, until) using (place_id)
"""
SEEN_EVERYWHERE: Final = "cross join (select date '9999-12-31') as seen (until)"


@dataclass(frozen=True)
class FallingDue(Generic[Row]):
    """`things` have a column `due_on`. `wanted`: the condition of those that are listed, which may
    speak of `until`, the last day of which whoever asks is shown anything."""

    things: Things[Any]
    wanted: str

    def page(self, everywhere: bool) -> str:
        """The query of the first `%(most)s` after the day `%(last_day)s` and the id `%(last_id)s`:
        at the places `%(places)s`, until the days `%(untils)s`, or `everywhere`."""
        columns, thing_id = ", ".join(self.things.columns), self.things.thing_id
        return f"""
            select {columns}, until from {self._seen(everywhere)} {self.wanted}
                and (due_on, {thing_id}) > (%(last_day)s, %(last_id)s)
            order by due_on, {thing_id} limit %(most)s
        """

    def number(self, everywhere: bool) -> str:
        """The query of how many there are on all pages."""
        return f"select count(*) from {self._seen(everywhere)} {self.wanted}"

    async def of(
        self, counter: Counter, caller: Caller, page: ByDay, asked: Mapping[str, Any]
    ) -> PageOf[Row]:
        """A page of what is due within the caller's reach."""
        reach = await asyncio.to_thread(caller.permit.reached, caller.tree, caller.day)
        last_day, last_id = page.after or (date.min, BEGINNING)
        said = {**asked, "last_day": last_day, "last_id": last_id, "most": page.limit + 1}
        if reach is not None:
            said |= {"places": list(reach), "untils": list(reach.values())}
        async with counter.connections.connection() as connection:
            question = self.page(reach is None).encode()
            found = await (await connection.execute(question, said)).fetchall()
            counted = self.number(reach is None).encode()
            (number,) = await (await connection.execute(counted, said)).fetchone() or (0,)
        rows = [self.things.row(*columns) for *columns, _ in found]
        shown = [self.things.as_seen(row, each[-1]) for row, each in zip(rows, found, strict=True)]
        items = [row for row in shown[: page.limit] if row is not None]
        cursor = self._cursor(rows[page.limit - 1]) if len(rows) > page.limit else None
        return PageOf(items=items, number=number, next_cursor=cursor)

    def _seen(self, everywhere: bool) -> str:
        return f"{self.things.name} {SEEN_EVERYWHERE if everywhere else SEEN}"

    def _cursor(self, row: Any) -> str:
        return cursor_of([row.due_on.isoformat(), str(getattr(row, self.things.thing_id))])
