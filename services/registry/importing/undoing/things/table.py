"""All that an import may have put on the books, and the command by which each never was."""

from collections.abc import Iterable, Mapping
from typing import Any, Final
from uuid import UUID

from services.registry.activities.activity.facts import ActivityWithdrawn
from services.registry.associations.association.facts import AssociationWithdrawn
from services.registry.attendances.attendance.facts import AttendeeWithdrawn
from services.registry.boards.board.facts import BoardWithdrawn
from services.registry.centres.centre.facts import CentreWithdrawn
from services.registry.chapters.chapter.facts import ChapterWithdrawn
from services.registry.citizens.citizen.facts import CitizenWithdrawn
from services.registry.clan_members.membership.facts import ClanMemberWithdrawn
from services.registry.clans.clan import ClanWithdrawn
from services.registry.classes.learning_class.facts import ClassWithdrawn
from services.registry.committees.committee.facts import CommitteeWithdrawn
from services.registry.documents.document.facts import DocumentWithdrawn
from services.registry.duplicates.merging.facts import DuplicateDismissed
from services.registry.establishments.establishment import EstablishmentWithdrawn
from services.registry.families.family.facts import FamilyMemberWithdrawn, FamilyWithdrawn
from services.registry.importing.undoing.things.associations import ASSOCIATIONS
from services.registry.importing.undoing.things.centres import CENTRES
from services.registry.importing.undoing.things.citizens import CITIZENS
from services.registry.importing.undoing.things.clans import CLANS
from services.registry.importing.undoing.things.establishments import ESTABLISHMENTS
from services.registry.importing.undoing.things.families import FAMILIES
from services.registry.importing.undoing.things.held import HELD
from services.registry.importing.undoing.things.part import Kind, Part, Said
from services.registry.importing.undoing.things.people import PEOPLE
from services.registry.importing.undoing.things.places import PLACES
from services.registry.importing.undoing.things.populations import POPULATIONS
from services.registry.memberships.membership.facts import MembershipWithdrawn
from services.registry.people.person import (
    PersonalDataExported,
    PersonalDataNotShown,
    PersonalDataRead,
    PersonErased,
    TextsRead,
)
from services.registry.populations.population import PopulationWithdrawn
from services.registry.sessions.session.facts import SessionWithdrawn
from shared.importing.trail import Reading, Says

PARTS: Final[tuple[Part, ...]] = (
    FAMILIES,
    CLANS,
    ESTABLISHMENTS,
    ASSOCIATIONS,
    HELD,
    CENTRES,
    CITIZENS,
    PEOPLE,
    POPULATIONS,
    PLACES,
)
KINDS: Final[Mapping[str, Kind]] = {
    name: kind for part in PARTS for name, kind in part.kinds.items()
}
_FACTS: Final[Mapping[type[Any], Said]] = {
    fact: said for part in PARTS for fact, said in part.facts.items()
}
HARMLESS: Final = (
    PersonalDataRead,
    PersonalDataExported,
    PersonalDataNotShown,
    TextsRead,
    PersonErased,
    DuplicateDismissed,
)
"""Who looked, who is gone, and that two are not one: nothing is built by that."""


WHOLE: Final = (
    AssociationWithdrawn,
    ActivityWithdrawn,
    BoardWithdrawn,
    CentreWithdrawn,
    ChapterWithdrawn,
    CitizenWithdrawn,
    ClanWithdrawn,
    ClassWithdrawn,
    CommitteeWithdrawn,
    DocumentWithdrawn,
    EstablishmentWithdrawn,
    FamilyWithdrawn,
    MembershipWithdrawn,
    PopulationWithdrawn,
    SessionWithdrawn,
)
"""What each says of its whole stream."""
OF_SOME: Final = (AttendeeWithdrawn, ClanMemberWithdrawn, FamilyMemberWithdrawn)
"""What each says of one person on a stream of several."""


def _said(stream: UUID, fact: Any) -> Says | None:
    said = _FACTS.get(type(fact))
    return None if said is None else said(stream, fact)


def _types(facts: Iterable[type[Any]]) -> frozenset[str]:
    return frozenset(each.TYPE for each in facts)


READING: Final = Reading(
    _said,
    hears=_types(_FACTS),
    beside=_types(each for part in PARTS for each in part.beside),
    harmless=_types(HARMLESS),
    never=dict.fromkeys(_types(WHOLE), True) | dict.fromkeys(_types(OF_SOME), False),
)
