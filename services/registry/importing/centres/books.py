"""Which of the centres on the books a row of a list is, if any."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from services.registry.centres.centre.centre import Centre
from services.registry.centres.views.spells import STOOD
from services.registry.centres.views.standing import NAMED
from services.registry.importing.centres.cells import in_full
from services.registry.importing.centres.list import CentreRow
from shared.importing.days import Since
from shared.importing.doubts import BooksSayOtherwise
from shared.importing.kinds import Run
from shared.vocabulary.places import Place
from shared.vocabulary.refusals import Refusal
from shared.web.counter import Counter

STANDING: Final = f"""
select c.centre_id, c.place_id, named.name from {STOOD} {NAMED}
where c.place_id = any(%(places)s) and c.since <= %(on)s and coalesce(c.ended_on > %(on)s, true)
"""


@dataclass(frozen=True)
class Kept:
    centre_id: UUID
    place_id: UUID
    name: str | None


@dataclass(frozen=True)
class Met:
    """The centre of a row, as the books have it."""

    centre_id: UUID


async def centres_at(counter: Counter, places: Sequence[UUID], run: Run) -> list[Kept]:
    """Those at work today in these places."""
    asked = {"places": [*places], "on": run.by.day, "until": date.max}
    return await counter.rows(Kept, STANDING, **asked)


def meet(row: CentreRow, place_id: UUID, known: Sequence[Kept]) -> Kept | Refusal | None:
    """None: the books have it not. One of that name at another place, and at that place one of a
    name that may be the same, are asked about."""
    meant = in_full(row.name)
    called = [each for each in known if in_full(each.name or "") == meant]
    here = [each for each in called if each.place_id == place_id]
    if len(here) == 1:
        return here[0]
    beside = (in_full(each.name or "") for each in known if each.place_id == place_id)
    if called or any(_may_be_one(meant, each) for each in beside):
        return BooksSayOtherwise()
    return None


def _may_be_one(one: str, other: str) -> bool:
    return not other or f"{one} ".startswith(f"{other} ") or f"{other} ".startswith(f"{one} ")


def since(said: Since, place: Place | None, on: date) -> date:
    """From when on the books have a centre: the day that is said, else that of the list. One that
    was there before its place was, one of a former unit, is there since the first day of that."""
    day = said.first or on
    return day if place is None or place.valid_from is None else max(day, place.valid_from)


def says_since(centre: Centre, said: Since, place: Place | None) -> bool:
    """Whether the books have it since then, as far as the row says a day or a year."""
    if centre.established is None or said == Since():
        return True
    known, meant = centre.established.established_on, since(said, place, date.max)
    return known == meant or (said.day is None and known.year == said.year)


States = Mapping[UUID, Centre]


async def states_of(counter: Counter, ids: Sequence[UUID]) -> States:
    wanted = [*dict.fromkeys((each, Centre) for each in ids)]
    found = await counter.transactions.store.reader.read(wanted) if wanted else {}
    return {each: found[each, Centre].state for each in ids}
