"""All that belongs to citizens. Why somebody was ended is kept at home."""

from uuid import UUID

from services.registry.citizens.api.routes import routes
from services.registry.citizens.citizen.facts import (
    CitizenCorrected,
    CitizenEnded,
    CitizenMerged,
    CitizenMoved,
    CitizenRegistered,
    CitizenSpells,
    CitizenUnmerged,
    CitizenWithdrawn,
)
from services.registry.citizens.views import CITIZENS
from shared.contracts.registry.citizens import (
    CitizenCorrectedV1,
    CitizenEndedV1,
    CitizenMergedV1,
    CitizenMovedV1,
    CitizenRegisteredV1,
    CitizenSpell,
    CitizenUnmergedV1,
    CitizenWithdrawnV1,
)
from shared.web.card import Card


def _registered(citizen: UUID, fact: CitizenRegistered) -> CitizenRegisteredV1:
    return CitizenRegisteredV1(
        citizen_ref=citizen,
        place_id=fact.place_id,
        group_code=fact.group_code,
        person_ref=fact.person_ref,
        registered_on=fact.registered_on,
    )


def _corrected(citizen: UUID, fact: CitizenCorrected) -> CitizenCorrectedV1:
    return CitizenCorrectedV1(
        citizen_ref=citizen,
        place_id=fact.place_id,
        group_code=fact.group_code,
        registered_on=fact.registered_on,
        was=_told(fact.was),
        now=_told(fact.now),
    )


def _moved(citizen: UUID, fact: CitizenMoved) -> CitizenMovedV1:
    return CitizenMovedV1(
        citizen_ref=citizen,
        place_id=fact.place_id,
        group_code=fact.group_code,
        moved_on=fact.moved_on,
        was=_told(fact.was),
        now=_told(fact.now),
    )


def _ended(citizen: UUID, fact: CitizenEnded) -> CitizenEndedV1:
    """Why says something of the person; it stays at home."""
    return CitizenEndedV1(
        citizen_ref=citizen,
        place_id=fact.place_id,
        group_code=fact.group_code,
        ended_on=fact.ended_on,
        was=_told(fact.was),
        now=_told(fact.now),
    )


def _withdrawn(citizen: UUID, fact: CitizenWithdrawn) -> CitizenWithdrawnV1:
    return CitizenWithdrawnV1(
        citizen_ref=citizen,
        place_id=fact.place_id,
        group_code=fact.group_code,
        was=_told(fact.was),
        now=(),
        ground_code=fact.ground_code,
    )


def _merged(citizen: UUID, fact: CitizenMerged) -> CitizenMergedV1:
    return CitizenMergedV1(
        citizen_ref=citizen,
        place_id=fact.place_id,
        group_code=fact.group_code,
        survivor_ref=fact.survivor_ref,
        merged_on=fact.merged_on,
        was=_told(fact.was),
        now=_told(fact.now),
    )


def _unmerged(citizen: UUID, fact: CitizenUnmerged) -> CitizenUnmergedV1:
    return CitizenUnmergedV1(
        citizen_ref=citizen,
        place_id=fact.place_id,
        group_code=fact.group_code,
        survivor_ref=fact.survivor_ref,
        unmerged_on=fact.unmerged_on,
        was=_told(fact.was),
        now=_told(fact.now),
    )


def _told(spells: CitizenSpells) -> tuple[CitizenSpell, ...]:
    return tuple(
        CitizenSpell(
            place_id=each.place_id,
            since=each.since,
            until=each.until,
            group_code=each.group_code,
        )
        for each in spells
    )


CARD = Card(
    name="citizens",
    facts=(
        CitizenRegistered,
        CitizenCorrected,
        CitizenMoved,
        CitizenEnded,
        CitizenWithdrawn,
        CitizenMerged,
        CitizenUnmerged,
    ),
    told=(_registered, _corrected, _moved, _ended, _withdrawn, _merged, _unmerged),
    views=(CITIZENS,),
    routes=routes,
    actions=(
        "registry.citizen.register",
        "registry.citizen.correct",
        "registry.citizen.move",
        "registry.citizen.end",
        "registry.citizen.withdraw",
        "registry.citizen.read",
    ),
)
