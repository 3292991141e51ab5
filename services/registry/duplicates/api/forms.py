"""What officers say of two that look alike."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import BaseModel

from services.registry.people.texts.reasons import WithReason
from shared.vocabulary.kinds import MergeGround
from shared.web.values import Day

KindOfThing = Literal["person", "family", "clan", "establishment"]


class MergeForm(WithReason):
    """Two of one kind; `merged_id` becomes an alias of `survivor_id`."""

    kind: KindOfThing
    merged_id: UUID
    survivor_id: UUID
    merged_on: Day
    ground_code: MergeGround

    @property
    def ids(self) -> tuple[UUID, UUID]:
        return self.merged_id, self.survivor_id


class UnmergeForm(WithReason):
    kind: KindOfThing
    merged_id: UUID
    unmerged_on: Day


class DismissalForm(WithReason):
    """Two of one kind, in whatever order."""

    kind: KindOfThing
    one_id: UUID
    other_id: UUID

    @property
    def ids(self) -> tuple[UUID, UUID]:
        return self.one_id, self.other_id


@dataclass(frozen=True)
class Merged:
    merged_id: UUID
    survivor_id: UUID


@dataclass(frozen=True)
class Unmerged:
    merged_id: UUID


@dataclass(frozen=True)
class Dismissed:
    one_id: UUID
    other_id: UUID


class AliasShown(BaseModel):
    """`survivor_id` is None where it is out of the asker's reach."""

    alias_id: UUID
    kind: str
    place_id: UUID
    survivor_id: UUID | None
    merged_on: date
    ground_code: str
