"""The counter for clans: register, name, correct, move, dissolve, withdraw them, look them up."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import Field

from services.registry.allocations.allocation.reaching import allocated, within_reach
from services.registry.bearers.spells import Site
from services.registry.bearers.withdrawing import ground_of
from services.registry.clans.clan import Clan, ClanFact, ClanRegistered, ClanUnknown
from services.registry.clans.views import CLANS
from shared.eventstore.commands import Command, Decision, command
from shared.vocabulary.identifiers import new_id
from shared.web.bulk import Rows, recording
from shared.web.caller import Caller
from shared.web.counter import Counter
from shared.web.looking_up import looking_up
from shared.web.routing import Router
from shared.web.values import Day, Form, Text

Name = Annotated[Text, Field(examples=["Họ Nguyễn Văn, thôn Đông"])]


class ClanForm(Form):
    """`name`: what the clan is called, if it is known."""

    place_id: UUID
    registered_on: Day
    name: Name | None = None


class ClanNameForm(Form):
    clan_id: UUID
    name: Name


class CorrectionForm(Form):
    """`of_day`: that of its registration or its last move, as the books have it. What that was at
    `place_id`, and on `day`."""

    clan_id: UUID
    of_day: Day
    place_id: UUID
    day: Day


class MoveForm(Form):
    clan_id: UUID
    place_id: UUID
    moved_on: Day


class DissolutionForm(Form):
    clan_id: UUID
    ended_on: Day


class ClanEndingForm(Form):
    """It ended on `ended_on`, and not on `of_day`, as the books have it; none: it never did."""

    clan_id: UUID
    of_day: Day
    ended_on: Day | None = None


class WithdrawalForm(Form):
    clan_id: UUID


@dataclass(frozen=True)
class Done:
    clan_id: UUID


def register(form: ClanForm, by: Caller) -> Command:
    """A clan comes onto the books of a commune or a hamlet."""
    clan_id = new_id()

    def decide(clan: Clan) -> Decision:
        by.require(form.place_id)
        asked = ClanRegistered(form.place_id, form.registered_on, form.name)
        facts = clan.register(asked, by)
        return Decision({clan_id: facts}, Done(clan_id))

    return command(by, decide, (clan_id, Clan))


def call(form: ClanNameForm, by: Caller) -> Command:
    """It had no name on the books, or one that was written wrongly. Names are shown here and told
    nobody."""
    return _changing(form.clan_id, by, lambda clan: clan.call(form.name))


def correct(form: CorrectionForm, by: Caller) -> Command:
    """Where and when it came onto the books, or moved last, was written wrongly: figures follow,
    and as known before they stay."""

    def change(clan: Clan) -> Sequence[ClanFact]:
        by.require(form.place_id)
        return clan.correct(form.of_day, Site(form.place_id, form.day), by)

    return _changing(form.clan_id, by, change)


def move(form: MoveForm, by: Caller) -> Command:
    """From that day on it is on the books of another place, both of which the officer oversees."""

    def change(clan: Clan) -> Sequence[ClanFact]:
        by.require(form.place_id)
        return clan.move(Site(form.place_id, form.moved_on), by)

    return _changing(form.clan_id, by, change)


def dissolve(form: DissolutionForm, by: Caller) -> Command:
    """From that day on the clan is on the books no more."""
    return _changing(form.clan_id, by, lambda clan: clan.dissolve(form.ended_on, by))


def correct_end(form: ClanEndingForm, by: Caller) -> Command:
    """When it was dissolved was written wrongly, or that it was: figures follow, and as known
    before they stay."""
    day = form.ended_on
    return _changing(form.clan_id, by, lambda clan: clan.correct_end(form.of_day, day, by))


def withdraw(form: WithdrawalForm, by: Caller) -> Command:
    """It was put on the books by mistake: it never was, and counts on no day."""
    return _changing(form.clan_id, by, lambda clan: clan.withdraw(ground_of(by)))


def _changing(clan_id: UUID, by: Caller, change: Callable[[Clan], Sequence[ClanFact]]) -> Command:
    def decide(clan: Clan) -> Decision:
        return Decision({clan_id: [*change(clan)]}, Done(clan_id))

    return command(by, within_reach(by, "clan", decide), (clan_id, Clan), allocated(clan_id))


def routes(counter: Counter) -> list[APIRouter]:
    router = Router(prefix="/registry/v1/clans", tags=["clans"])
    recording(router, counter, Rows("registry.clan.register", ClanForm, register, Done))
    for path, rows in _CHANGES.items():
        recording(router, counter, rows, path)
    looking_up(router, counter, CLANS, "registry.clan.read", ClanUnknown)
    return [router]


_CHANGES: Mapping[str, Rows[Any, Done]] = {
    "/names": Rows("registry.clan.call", ClanNameForm, call, Done),
    "/corrections": Rows("registry.clan.correct", CorrectionForm, correct, Done),
    "/moves": Rows("registry.clan.move", MoveForm, move, Done),
    "/dissolutions": Rows("registry.clan.dissolve", DissolutionForm, dissolve, Done),
    "/dissolutions/corrections": Rows("registry.clan.correct", ClanEndingForm, correct_end, Done),
    "/withdrawals": Rows("registry.clan.withdraw", WithdrawalForm, withdraw, Done),
}
