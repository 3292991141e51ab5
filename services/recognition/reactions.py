"""What recognition does when others tell of something (công văn đến): events to commands."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from services.recognition.candidacies.candidacy.bearer import Bearer
from services.recognition.candidacies.candidacy.facts import (
    BearerAllocated,
    Spell,
    bearer_stream,
)
from services.recognition.candidacies.changing import Follow, Together
from shared.contracts.catalogue import EVENT_BY_TYPE
from shared.contracts.envelope import Contract
from shared.contracts.registry.allocations import SubjectAllocatedV1
from shared.eventstore.commands import Cause, Command, Decision
from shared.eventstore.facts import Origin
from shared.messaging.heard import Heard
from shared.vocabulary.titles import BEARER_KINDS

Telling = Callable[[Together], None]
"""What an event says of bearers."""


def telling(bearer_kind: str, bearer_ids: Sequence[UUID], by: Cause, tell: Telling) -> Command:
    """Another service told of these bearers; what waited for them is registered with it, and what
    is not decided goes with them, and with whoever is an alias of theirs; of runs that are one, one
    counts."""

    def decide(states: Mapping[UUID, Bearer]) -> Decision:
        together = Together(bearer_kind, states)
        tell(together)
        together.settle(bearer_ids)
        return Decision(together.facts)

    streams = [bearer_stream(bearer_kind, each) for each in bearer_ids]
    return Command(by.origin, dict.fromkeys(streams, Bearer), decide, by.key)


def following(bearer_kind: str, bearer_id: UUID, by: Cause, follow: Follow) -> Command:
    """Another service told of one bearer."""
    tell = partial(Together.hear, bearer_id=bearer_id, follow=follow)
    return telling(bearer_kind, [bearer_id], by, tell)


RESTATED: Final = ("moved", "corrected", "ended", "joined", "merged", "unmerged")
"""What registry tells of a bearer with all its spells; not of every kind all of it."""


def _told(*what: str) -> dict[type[Contract], str]:
    named = {f"vn.hieuhoc.registry.{k}-{each}.v1": k for k in BEARER_KINDS for each in what}
    return {EVENT_BY_TYPE[name]: kind for name, kind in named.items() if name in EVENT_BY_TYPE}


KIND_OF: Final = MappingProxyType(_told("registered"))
"""What of registry's becomes a bearer here, and of which kind. A place is one as soon as the copy
of places has it: nobody registers places."""
MOVED: Final[Mapping[type[Contract], str]] = MappingProxyType(
    {
        event: kind
        for event, kind in _told(*RESTATED).items()
        if kind in KIND_OF.values() and "now" in event.__struct_fields__
    }
)
"""What says anew where a bearer stood, spell by spell."""


MERGED: Final = frozenset(_told("merged"))
UNMERGED: Final = frozenset(_told("unmerged"))
"""What says that two were one, and that they were two after all."""
WITHDRAWN: Final = MappingProxyType(_told("withdrawn"))
"""What says that a bearer never was."""


class Bearers:
    """Whoever registry puts on the books becomes a bearer here, which may run for a title, and is
    wherever registry says that it is."""

    name = "bearers"
    version = 2
    hears: tuple[type[Contract], ...] = (*KIND_OF, *MOVED, *WITHDRAWN, SubjectAllocatedV1)

    def commands(self, heard: Heard) -> Sequence[Command]:
        event, event_id = heard.event, UUID(heard.stamp.id)
        origin = Origin("system:recognition", event_id, event_id, heard.stamp.traceparent)
        if isinstance(event, SubjectAllocatedV1):
            kind, follow = event.subject_kind, _allocated(event)
        else:
            kind, follow = _followed(event)
        if kind not in BEARER_KINDS:
            return []
        by = Cause(origin)
        if type(event) not in MERGED | UNMERGED:
            return [following(kind, event.subject, by, follow)]
        survivor_id = _survivor(event)
        tell = partial(_merging, event, survivor_id, follow)
        return [telling(kind, [event.subject, survivor_id], by, tell)]


def _survivor(event: Any) -> UUID:
    survivor_id = getattr(event, "survivor_id", None) or event.survivor_ref
    assert isinstance(survivor_id, UUID), "as the contracts have it"
    return survivor_id


def _merging(event: Any, survivor_id: UUID, follow: Follow, together: Together) -> None:
    """Two that were one, or two after all; where what is, or was, the alias stands is told, too."""
    if type(event) in UNMERGED:
        together.unmerge(event.subject, survivor_id)
    together.hear(event.subject, follow)
    if type(event) in MERGED:
        together.merge(event.subject, survivor_id)


def _followed(event: Any) -> tuple[str, Follow]:
    bearer_id = event.subject
    if (kind := KIND_OF.get(type(event))) is not None:
        at = (kind, bearer_id, event.place_id, event.registered_on)
        return kind, lambda bearer: bearer.hear(*at)
    if (kind := WITHDRAWN.get(type(event))) is not None:
        never = (kind, bearer_id, event.ground_code)
        return kind, lambda bearer: bearer.be_withdrawn(*never)
    kind = MOVED[type(event)]
    spells = tuple(Spell(s.place_id, s.since, s.until) for s in event.now)
    return kind, lambda bearer: bearer.move(kind, bearer_id, spells)


def _allocated(event: SubjectAllocatedV1) -> Follow:
    whose = (event.subject_kind, event.subject_id)
    told = BearerAllocated(*whose, event.place_id, event.to_place_id, event.effective_on)
    return lambda bearer: bearer.allocate(told)
