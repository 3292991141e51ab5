"""Of what somebody is a member: a chapter or, where there is none, an association."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from services.registry.associations.association.association import Association
from services.registry.associations.association.refusals import (
    AssociationNotThere,
    AssociationUnknown,
)
from services.registry.chapters.chapter.chapter import Chapter
from services.registry.chapters.chapter.refusals import ChapterNotThere, ChapterUnknown
from services.registry.memberships.membership.facts import MembershipSite
from shared.vocabulary.refusals import Refusal

ITSELF: Final = "association"
"""The kind of host of whoever belongs to an association through no chapter."""


@dataclass(frozen=True)
class Host:
    """By its id, and what its stream adds up to."""

    host_id: UUID
    state: Chapter | Association

    @property
    def unknown(self) -> type[Refusal]:
        return ChapterUnknown if isinstance(self.state, Chapter) else AssociationUnknown

    def site(self, day: date) -> MembershipSite:
        """Where and as what its members of that day count. Refuses a day on which it is not
        there; that it ends later is no rule of theirs: they wait to be moved."""
        self.state.require_on(day, self._not_there(day))
        spell = [each for each in self.state.spells if each.since <= day][-1]
        kind = ITSELF
        if isinstance(self.state, Chapter):
            kind = self.state.spells[-1].host_kind
        return MembershipSite(spell.place_id, day, kind, self.host_id)

    def _not_there(self, day: date) -> Refusal:
        if isinstance(self.state, Chapter):
            return ChapterNotThere(chapter_id=self.host_id, day=day)
        return AssociationNotThere(association_id=self.host_id, day=day)
