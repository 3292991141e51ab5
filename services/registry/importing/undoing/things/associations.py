"""Associations, their chapters, and who is a member of which."""

from typing import Final
from uuid import UUID

from services.registry.associations import api as associations
from services.registry.associations.association.association import Association
from services.registry.associations.association.facts import (
    AssociationFounded,
    AssociationWithdrawn,
)
from services.registry.chapters import api as chapters
from services.registry.chapters.chapter.chapter import Chapter
from services.registry.chapters.chapter.facts import ChapterFounded, ChapterWithdrawn
from services.registry.importing.undoing.things.part import Kind, Part, comes, goes, named
from services.registry.memberships import api as memberships
from services.registry.memberships.membership.facts import (
    MembershipReserved,
    MembershipStarted,
    MembershipWithdrawn,
)
from services.registry.memberships.membership.membership import Membership
from shared.importing.trail import Came, Thing
from shared.web.bulk import Rows

ASSOCIATION: Final = "association"
CHAPTER: Final = "chapter"
MEMBERSHIP: Final = "membership"


def _started(membership_id: UUID, fact: MembershipStarted) -> Came:
    whom = frozenset[UUID]() if fact.person_ref is None else frozenset({fact.person_ref})
    return Came(Thing(MEMBERSHIP, membership_id), whom)


ASSOCIATIONS: Final = Part(
    {
        ASSOCIATION: Kind(
            Association,
            Rows(
                "registry.association.withdraw",
                associations.AssociationWithdrawalForm,
                associations.withdraw,
                associations.Done,
            ),
            named("association_id"),
        ),
        CHAPTER: Kind(
            Chapter,
            Rows(
                "registry.chapter.withdraw",
                chapters.ChapterWithdrawalForm,
                chapters.withdraw,
                chapters.Done,
            ),
            named("chapter_id"),
        ),
        MEMBERSHIP: Kind(
            Membership,
            Rows(
                "registry.membership.withdraw",
                memberships.MembershipWithdrawalForm,
                memberships.withdraw,
                memberships.Done,
                around=memberships.Whose(),
            ),
            named("membership_id"),
        ),
    },
    {
        AssociationFounded: comes(ASSOCIATION),
        AssociationWithdrawn: goes(ASSOCIATION),
        ChapterFounded: comes(CHAPTER),
        ChapterWithdrawn: goes(CHAPTER),
        MembershipStarted: _started,
        MembershipWithdrawn: goes(MEMBERSHIP),
    },
    beside=(MembershipReserved,),
)
