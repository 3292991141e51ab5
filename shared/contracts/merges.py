"""What registry tells the world of bearers that stood on the books twice."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.contracts.fields import Code
from shared.contracts.registry import FamilyRestated


class FamilyMergedV1(FamilyRestated, frozen=True, kw_only=True):
    """This family was `survivor_id` all the time: what `was` counted is taken back on its own days,
    and `now` is empty. Nobody belonged to it. Survivors may be merged themselves: follow them to
    the end."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.family-merged.v1"
    survivor_id: UUID
    merged_on: date
    ground_code: Code


class FamilyUnmergedV1(FamilyRestated, frozen=True, kw_only=True):
    """It was another family after all: `now` counts again as before, `was` is empty, and its
    members belong to it as they were told before."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.family-unmerged.v1"
    survivor_id: UUID
    unmerged_on: date
