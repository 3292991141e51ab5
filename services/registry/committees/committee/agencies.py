"""The standing agency (cơ quan thường trực) of a committee: an authority of its place, known by its
kind, or an establishment that is on the books."""

from datetime import date

from services.registry.bearers import spells
from services.registry.committees.committee.refusals import (
    CommitteeAgencyKindUnknown,
    CommitteeAgencyNotThere,
)
from services.registry.establishments.establishment import Establishment
from shared.vocabulary.kinds import COMMITTEE_AGENCY_KINDS

Agency = Establishment | None
"""As its stream has it; None: an authority is it."""


def require_agency(agency_kind: str, agency: Agency, day: date) -> None:
    """A known kind and, of an establishment, one that is there on the day."""
    require_kind(agency_kind)
    if agency is not None and spells.on(agency.spells, day) is None:
        raise CommitteeAgencyNotThere(day=day)


def require_kind(agency_kind: str) -> None:
    if agency_kind not in COMMITTEE_AGENCY_KINDS:
        raise CommitteeAgencyKindUnknown(agency_kinds=", ".join(COMMITTEE_AGENCY_KINDS))
