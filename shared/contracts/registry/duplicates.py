"""What registry tells the world of clans and establishments that were on the books twice."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.contracts.fields import Code
from shared.contracts.registry.clans import ClanRestated
from shared.contracts.registry.establishments import EstablishmentEvent, EstablishmentSpell


class ClanMergedV1(ClanRestated, frozen=True, kw_only=True):
    """This clan was `survivor_id` all the time: what `was` counted is taken back on its own days,
    and `now` is empty. Nobody belonged to it. Survivors may be merged themselves: follow them to
    the end."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.clan-merged.v1"
    survivor_id: UUID
    merged_on: date
    ground_code: Code


class ClanUnmergedV1(ClanRestated, frozen=True, kw_only=True):
    """It was another clan after all: `now` counts again as before, `was` is empty, and its members
    belong to it as they were told before."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.clan-unmerged.v1"
    survivor_id: UUID
    unmerged_on: date


class EstablishmentMergedV1(EstablishmentEvent, frozen=True, kw_only=True):
    """This establishment was `survivor_id` all the time: what `was` counted is taken back on its
    own days, and `now` is empty. Survivors may be merged themselves: follow them to the end."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.establishment-merged.v1"
    survivor_id: UUID
    merged_on: date
    ground_code: Code
    was: tuple[EstablishmentSpell, ...]
    now: tuple[EstablishmentSpell, ...]


class EstablishmentUnmergedV1(EstablishmentEvent, frozen=True, kw_only=True):
    """It was another establishment after all: `now` counts again as before, `was` is empty."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.establishment-unmerged.v1"
    survivor_id: UUID
    unmerged_on: date
    was: tuple[EstablishmentSpell, ...]
    now: tuple[EstablishmentSpell, ...]
