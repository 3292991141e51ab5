"""Merging one family, clan or establishment into another, and taking it back. The two streams go on
apart: who belongs to the alias belongs to it again once the merge is taken back."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.registry.bearers.refusals import WithdrawnAlready
from services.registry.bearers.spells import Spells
from services.registry.duplicates.merging.aliases import Alias
from services.registry.duplicates.merging.facts import (
    BearerMerged,
    BearerUnmerged,
    ClanUnmerged,
    EstablishmentMerged,
    EstablishmentUnmerged,
    FamilyMerged,
    FamilyUnmerged,
)
from services.registry.duplicates.merging.pairs import require_two
from services.registry.duplicates.merging.refusals import (
    MergedAlready,
    MergeUnknown,
    SurvivorEnded,
    UnmergedBeforeMerged,
)
from shared.vocabulary.calendar import require_come
from shared.vocabulary.refusals import Refusal


@dataclass(frozen=True)
class KnownBearer:
    bearer_id: UUID
    spells: Spells
    alias: Alias = None
    unknown: type[Refusal] | None = None
    """What is said where there is none."""

    def require_there(self) -> None:
        """Ended ones may be merged, and take aliases; withdrawn ones never were."""
        if self.unknown is not None:
            raise self.unknown
        if isinstance(self.alias, BearerMerged):
            raise MergedAlready(merged_id=self.bearer_id, survivor_id=self.alias.survivor_id)
        if not self.spells:
            raise WithdrawnAlready


def merge(
    merged: KnownBearer, survivor: KnownBearer, asked: BearerMerged, today: date
) -> list[BearerMerged]:
    """On the stream of the alias with the spells it had; nothing when it is so already."""
    require_two(merged.bearer_id, survivor.bearer_id)
    require_come(asked.merged_on, today)
    was = merged.alias
    if isinstance(was, BearerMerged) and was == replace(
        asked, was=was.was, reason_id=was.reason_id
    ):
        return []
    for each in (merged, survivor):
        each.require_there()
    ended_on = survivor.spells[-1].until
    if ended_on is not None and merged.spells[-1].until is None:
        raise SurvivorEnded(survivor_id=survivor.bearer_id, ended_on=ended_on)
    return [replace(asked, was=merged.spells)]


def unmerge(alias: Alias, day: date, today: date) -> list[BearerUnmerged]:
    """What was an alias has its spells again; nothing when that was said of this day already."""
    require_come(day, today)
    if isinstance(alias, BearerUnmerged) and alias.unmerged_on == day:
        return []
    if not isinstance(alias, BearerMerged):
        raise MergeUnknown
    if day < alias.merged_on:
        raise UnmergedBeforeMerged(merged_on=alias.merged_on)
    said = alias.place_id, alias.survivor_id, alias.survivor_place_id, day, alias.was
    if isinstance(alias, EstablishmentMerged):
        return [EstablishmentUnmerged(*said, kind=alias.kind)]
    return [FamilyUnmerged(*said) if isinstance(alias, FamilyMerged) else ClanUnmerged(*said)]
