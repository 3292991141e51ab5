"""How the lists are called that the register takes in, without the code that does."""

from enum import StrEnum


class ListKind(StrEnum):
    ESTABLISHMENTS = "establishments"
    FAMILIES = "families"
    CLANS = "clans"
    FAMILIES_WITH_MEMBERS = "families-with-members"
    ASSOCIATIONS = "associations"
    MEMBERS = "members"
    HAMLETS = "hamlets"
    CENTRE_SESSIONS = "centre-sessions"
    CENTRES = "centres"
    POPULATION = "population"
    PLACES = "places"
    REORGANISATION = "reorganisation"
    ACTIVITIES = "activities"
