"""The routes of committees: commands, each of one and of a thousand rows, and looking up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from fastapi import APIRouter

from services.registry.committees.api import commands
from services.registry.committees.api.commands import Done
from services.registry.committees.committee.committee import Committee
from services.registry.committees.committee.facts import committee_place_id
from services.registry.committees.committee.places import PlacesCommittees
from services.registry.committees.committee.refusals import (
    CommitteeUnknown,
)
from services.registry.committees.views import COMMITTEES
from shared.web.bulk import Around, Asked, Rows, recording
from shared.web.counter import Counter
from shared.web.looking_up import looking_up
from shared.web.routing import Router


@dataclass(frozen=True)
class Known(Around[Any]):
    """Which committee a place has already since that day."""

    async def before(self, counter: Counter, asked: Sequence[Asked[Any]]) -> Sequence[Any]:
        reader = counter.transactions.store.reader
        streams = {row.form.place_id: committee_place_id(row.form.place_id) for row in asked}
        wanted = [(each, PlacesCommittees) for each in streams.values()]
        found = await reader.read(wanted) if wanted else {}
        for row in asked:
            state = found[streams[row.form.place_id], PlacesCommittees].state
            row.form._same = state.since(row.form.founded_on)  # read back by `CommitteeForm.same`
        return [row.form for row in asked]


@dataclass(frozen=True)
class Placed(Around[Any]):
    """Of which place each is."""

    async def before(self, counter: Counter, asked: Sequence[Asked[Any]]) -> Sequence[Any]:
        reader = counter.transactions.store.reader
        ids = dict.fromkeys(row.form.committee_id for row in asked)
        found = await reader.read([(each, Committee) for each in ids]) if ids else {}
        for row in asked:
            state = found[row.form.committee_id, Committee].state
            row.form._place_id = state.last_place  # read back by `OfCommittee.known_at`
        return [row.form for row in asked]


def routes(counter: Counter) -> list[APIRouter]:
    router = Router(prefix="/registry/v1/committees", tags=["committees"])
    for path, rows in _RECORDED.items():
        recording(router, counter, rows, path)
    looking_up(router, counter, COMMITTEES, "registry.committee.read", CommitteeUnknown)
    return [router]


def _rows(does: str, form: Any, commanding: Any) -> Rows[Any, Done]:
    return Rows(f"registry.committee.{does}", form, commanding, Done, around=Placed())


_RECORDED: Final[Mapping[str, Rows[Any, Done]]] = {
    "": Rows(
        "registry.committee.found", commands.CommitteeForm, commands.found, Done, around=Known()
    ),
    "/corrections": _rows("correct", commands.CommitteeCorrectionForm, commands.correct),
    "/mergers": _rows("merge", commands.CommitteeMergerForm, commands.merge),
    "/dissolutions": _rows("dissolve", commands.CommitteeDissolutionForm, commands.dissolve),
    "/withdrawals": _rows("withdraw", commands.CommitteeWithdrawalForm, commands.withdraw),
}
