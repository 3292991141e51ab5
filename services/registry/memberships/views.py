"""What officers look up: the memberships of a place (`memberships`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.registry.memberships.membership.facts import (
    MembershipCorrected,
    MembershipDuesPaid,
    MembershipEnded,
    MembershipMoved,
    MembershipStarted,
    MembershipWithdrawn,
)
from shared.eventstore.facts import Fact
from shared.eventstore.views.things import Things


@dataclass(frozen=True)
class MembershipRow:
    """A membership (hội viên) of a host `since` a day, a chapter by its kind or an association
    itself, or last; of whom, if the list said it, and of which years dues were paid."""

    membership_id: UUID
    place_id: UUID
    host_kind: str
    host_id: UUID
    person_ref: UUID | None
    since: date
    years: Sequence[int] | None
    joined_on: date
    ended_on: date | None = None


class Memberships(Things[MembershipRow]):
    def _said(self, fact: Fact) -> dict[str, object]:
        said = super()._said(fact)
        return said | ({"years": list(fact.years)} if isinstance(fact, MembershipDuesPaid) else {})


MEMBERSHIPS = Memberships(
    "memberships",
    1,
    MembershipRow,
    MembershipStarted,
    (MembershipMoved, MembershipCorrected, MembershipEnded, MembershipDuesPaid),
    "since",
    "ended_on",
    MembershipWithdrawn,
)
