"""Which lists the register takes in."""

from collections.abc import Mapping
from typing import Any, Final

from services.registry.importing.activities.kind import ACTIVITIES
from services.registry.importing.associations.kind import ASSOCIATIONS
from services.registry.importing.centre_sessions.kind import CENTRE_SESSIONS
from services.registry.importing.centres.kind import CENTRES
from services.registry.importing.clans.kind import CLANS
from services.registry.importing.establishments.kind import ESTABLISHMENTS
from services.registry.importing.families.kind import FAMILIES
from services.registry.importing.hamlets.kind import HAMLETS
from services.registry.importing.household_members.kind import FAMILIES_WITH_MEMBERS
from services.registry.importing.members.kind import MEMBERS
from services.registry.importing.names import ListKind
from services.registry.importing.places.kind import PLACES
from services.registry.importing.populations.kind import POPULATION
from services.registry.importing.reorganisation.kind import REORGANISATION
from shared.importing.kinds import Kind

KINDS: Final[Mapping[ListKind, Kind[Any]]] = {
    ListKind.ESTABLISHMENTS: ESTABLISHMENTS,
    ListKind.FAMILIES: FAMILIES,
    ListKind.CLANS: CLANS,
    ListKind.FAMILIES_WITH_MEMBERS: FAMILIES_WITH_MEMBERS,
    ListKind.ASSOCIATIONS: ASSOCIATIONS,
    ListKind.MEMBERS: MEMBERS,
    ListKind.HAMLETS: HAMLETS,
    ListKind.CENTRE_SESSIONS: CENTRE_SESSIONS,
    ListKind.CENTRES: CENTRES,
    ListKind.POPULATION: POPULATION,
    ListKind.PLACES: PLACES,
    ListKind.REORGANISATION: REORGANISATION,
    ListKind.ACTIVITIES: ACTIVITIES,
}
