"""What an import may have put on the books, and the command by which each never was."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from services.registry.clans import api as clans
from services.registry.clans.clan import Clan, ClanRegistered, ClanWithdrawn
from services.registry.duplicates.merging.facts import DuplicateDismissed
from services.registry.establishments import api as establishments
from services.registry.establishments.establishment import (
    Establishment,
    EstablishmentRegistered,
    EstablishmentWithdrawn,
)
from services.registry.families.api import changing, members
from services.registry.families.api.people import Households
from services.registry.families.family.facts import (
    FamilyHeadReleased,
    FamilyHeadReserved,
    FamilyMemberJoined,
    FamilyMemberReserved,
    FamilyMemberWithdrawn,
    FamilyRegistered,
    FamilyWithdrawn,
)
from services.registry.families.family.family import Family
from services.registry.people.person import (
    PersonalDataExported,
    PersonalDataNotShown,
    PersonalDataRead,
    PersonErased,
    TextsRead,
)
from shared.importing.trail import Came, Reading, Thing, Went
from shared.web.bulk import Rows

FAMILY, MEMBER, CLAN, ESTABLISHMENT = "family", "family-member", "clan", "establishment"


@dataclass(frozen=True)
class Kind:
    """`state`: what the facts of such a thing add up to. `rows`: how many of them are withdrawn;
    `said`: how one is named in its row."""

    state: type[Any]
    rows: Rows[Any, Any]
    said: Callable[[Thing], Mapping[str, object]]


def _said(thing_id: UUID, fact: Any) -> Came | Went | None:
    match fact:
        case FamilyRegistered():
            return Came(Thing(FAMILY, thing_id), frozenset({fact.head_ref}))
        case FamilyMemberJoined(person_ref=ref, joined_on=day):
            joined = Thing(MEMBER, thing_id, (ref, day))
            return Came(joined, frozenset({ref}), Thing(FAMILY, thing_id))
        case FamilyMemberWithdrawn(person_ref=ref, joined_on=day):
            return Went(Thing(MEMBER, thing_id, (ref, day)))
        case FamilyWithdrawn():
            return Went(Thing(FAMILY, thing_id))
        case ClanRegistered():
            return Came(Thing(CLAN, thing_id))
        case ClanWithdrawn():
            return Went(Thing(CLAN, thing_id))
        case EstablishmentRegistered():
            return Came(Thing(ESTABLISHMENT, thing_id))
        case EstablishmentWithdrawn():
            return Went(Thing(ESTABLISHMENT, thing_id))
    return None


def _types(*facts: Any) -> frozenset[str]:
    return frozenset(each.TYPE for each in facts)


READING: Final = Reading(
    _said,
    hears=_types(
        FamilyRegistered,
        FamilyMemberJoined,
        FamilyMemberWithdrawn,
        FamilyWithdrawn,
        ClanRegistered,
        ClanWithdrawn,
        EstablishmentRegistered,
        EstablishmentWithdrawn,
    ),
    beside=_types(FamilyHeadReserved, FamilyHeadReleased, FamilyMemberReserved),
    harmless=_types(
        PersonalDataRead,
        PersonalDataExported,
        PersonalDataNotShown,
        TextsRead,
        PersonErased,
        DuplicateDismissed,
    ),
)
"""Who looked, who is gone, and that two are not one: nothing is built by that."""


def _member(thing: Thing) -> Mapping[str, object]:
    person_ref, joined_on = thing.said
    return {"family_id": thing.thing_id, "person_ref": person_ref, "joined_on": joined_on}


KINDS: Final[Mapping[str, Kind]] = {
    FAMILY: Kind(
        Family,
        Rows(
            "registry.family.withdraw",
            changing.WithdrawalForm,
            changing.withdraw,
            changing.Changed,
            around=Households(),
        ),
        lambda thing: {"family_id": thing.thing_id},
    ),
    MEMBER: Kind(
        Family,
        Rows(
            "registry.family.member",
            members.MemberWithdrawalForm,
            members.withdraw,
            members.OfMember,
            around=Households(),
        ),
        _member,
    ),
    CLAN: Kind(
        Clan,
        Rows("registry.clan.withdraw", clans.WithdrawalForm, clans.withdraw, clans.Done),
        lambda thing: {"clan_id": thing.thing_id},
    ),
    ESTABLISHMENT: Kind(
        Establishment,
        Rows(
            "registry.establishment.withdraw",
            establishments.EstablishmentWithdrawalForm,
            establishments.withdraw,
            establishments.Done,
        ),
        lambda thing: {"establishment_id": thing.thing_id},
    ),
}
