"""What officers look up: the associations of a place (`associations`)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from msgspec import convert, to_builtins
from psycopg.types.json import Jsonb

from services.registry.associations.association.facts import (
    AssociationCorrected,
    AssociationEnded,
    AssociationFounded,
    AssociationMerged,
    AssociationRenamed,
    AssociationWithdrawn,
    HandoverAnnounced,
)
from shared.eventstore.facts import Fact
from shared.eventstore.views.things import Things


@dataclass(frozen=True)
class NameRow:
    """What it is called `since` a day."""

    name: str
    since: date


@dataclass(frozen=True)
class HandoverRow:
    """To which associations its members go, and to which its funds, as was announced by a
    document."""

    announced_on: date
    document_number: str
    members_to: Sequence[UUID]
    funds_to: Sequence[UUID]


@dataclass(frozen=True)
class AssociationRow:
    """An association (hội khuyến học) of a place of a level, with all its names; once it is there
    no more, with the one that it went on in, if it did, and its handover, if one was announced."""

    association_id: UUID
    place_id: UUID
    level: str
    names: Sequence[NameRow]
    founded_on: date
    document_number: str | None = None
    into_association_id: UUID | None = None
    ended_on: date | None = None
    handover: HandoverRow | None = None


class Associations(Things[AssociationRow]):
    """Names are kept as a list. `document_number` is that of its founding."""

    def _said(self, fact: Fact) -> dict[str, object]:
        if isinstance(fact, HandoverAnnounced):
            return {"handover": Jsonb(to_builtins(_handover(fact)))}
        said = super()._said(fact)
        if isinstance(fact, AssociationCorrected) and fact.ended_on is None:
            said["handover"] = None
        if isinstance(fact, AssociationMerged | AssociationEnded):
            del said["document_number"]
        if "names" in said:
            said["names"] = Jsonb(to_builtins(said["names"]))
        return said

    def as_seen(self, row: AssociationRow, until: date) -> AssociationRow | None:
        seen = super().as_seen(row, until)
        if seen is None:
            return None
        stored: Sequence[Any] = row.names
        named = [NameRow(each["name"], date.fromisoformat(each["since"])) for each in stored]
        names = [each for each in named if each.since <= until]
        into = seen.into_association_id if seen.ended_on else None
        handover = None if row.handover is None else convert(row.handover, HandoverRow)
        if handover is not None and handover.announced_on > until:
            handover = None
        return replace(seen, names=names, into_association_id=into, handover=handover)


def _handover(fact: HandoverAnnounced) -> HandoverRow:
    said = (fact.announced_on, fact.document_number, fact.members_to, fact.funds_to)
    return HandoverRow(*said)


ASSOCIATIONS = Associations(
    "associations",
    2,
    AssociationRow,
    AssociationFounded,
    (
        AssociationCorrected,
        AssociationRenamed,
        AssociationMerged,
        AssociationEnded,
        HandoverAnnounced,
    ),
    "founded_on",
    "ended_on",
    AssociationWithdrawn,
    allocated=True,
)
