"""Members of a chapter that was corrected: where they count, and as what, follows within a minute.
The chapter alone is told by the officer; each membership is put right on its own stream."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from services.registry.chapters.chapter.chapter import Chapter
from services.registry.memberships.membership.membership import Membership
from shared.eventstore.commands import AlsoRead, Cause, Command, Decision
from shared.eventstore.due.occurrence import Occurrence

OTHERWISE: Final = """
select distinct spell.membership_id as subject_id, %(day)s::date as due_on
from membership_spells spell join chapters chapter on chapter.chapter_id = spell.host_id
where (spell.place_id, spell.host_kind) is distinct from (chapter.place_id, chapter.host_kind)
"""
"""Memberships of a chapter that is at another place, or with a host of another kind."""


def follow(occurrence: Occurrence, by: Cause) -> Command:
    """It counts where its chapters stand, and by what these are."""
    id_ = occurrence.subject_id

    def decide(states: Mapping[UUID, Any]) -> Decision:
        membership: Membership = states[id_]
        if unread := membership.chapters - states.keys():
            raise AlsoRead(dict.fromkeys(sorted(unread), Chapter))
        return Decision({id_: membership.follow(states)})

    return Command(by.origin, {id_: Membership}, decide, by.key)
