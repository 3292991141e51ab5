"""The counter for clans: register them, dissolve them, look them up."""

from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter

from services.registry.clans.clan import Clan, ClanRegistered, ClanUnknown
from services.registry.clans.views import CLANS
from shared.eventstore.commands import Command, Decision, command
from shared.vocabulary.identifiers import new_id
from shared.web.bulk import Rows, recording
from shared.web.caller import Caller
from shared.web.counter import Counter
from shared.web.looking_up import looking_up
from shared.web.routing import Router
from shared.web.values import Day, Form


class ClanForm(Form):
    place_id: UUID
    registered_on: Day


class DissolutionForm(Form):
    clan_id: UUID
    ended_on: Day


@dataclass(frozen=True)
class Done:
    clan_id: UUID


def register(form: ClanForm, by: Caller) -> Command:
    """A clan comes onto the books of a commune or a hamlet."""
    clan_id = new_id()

    def decide(clan: Clan) -> Decision:
        by.require(form.place_id)
        facts = clan.register(ClanRegistered(form.place_id, form.registered_on), by)
        return Decision({clan_id: facts}, Done(clan_id))

    return command(by, decide, (clan_id, Clan))


def dissolve(form: DissolutionForm, by: Caller) -> Command:
    """From that day on the clan is on the books no more."""

    def decide(clan: Clan) -> Decision:
        by.require(clan.registered.place_id if clan.registered else None, ClanUnknown)
        return Decision({form.clan_id: clan.dissolve(form.ended_on, by)}, Done(form.clan_id))

    return command(by, decide, (form.clan_id, Clan))


def routes(counter: Counter) -> list[APIRouter]:
    router = Router(prefix="/registry/v1/clans", tags=["clans"])
    recording(router, counter, Rows("registry.clan.register", ClanForm, register, Done))
    dissolving = Rows("registry.clan.dissolve", DissolutionForm, dissolve, Done)
    recording(router, counter, dissolving, "/dissolutions")
    looking_up(router, counter, CLANS, "registry.clan.read", ClanUnknown)
    return [router]
