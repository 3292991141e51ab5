"""What the register can be asked to do: one file per aggregate, one method per command."""

from typing import Any, ClassVar

from services.registry.application.centres import Centres
from services.registry.application.families import Families
from services.registry.application.people import People
from services.registry.application.places import Places
from services.registry.domain.centre import CentreEstablished
from services.registry.domain.centre_class import ClassHeld
from services.registry.domain.family import FamilyHeadReserved, FamilyRegistered
from services.registry.domain.person import PersonalDataNotShown, PersonalDataRead, PersonErased


class Registry(Places, Families, Centres, People):
    """All of it, on one log."""

    facts: ClassVar[tuple[Any, ...]] = (
        *Places.facts,
        FamilyRegistered,
        FamilyHeadReserved,
        CentreEstablished,
        ClassHeld,
        PersonErased,
        PersonalDataRead,
        PersonalDataNotShown,
    )
