"""What registry tells the world of establishments."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.contracts.envelope import Contract
from shared.contracts.fields import Code, Spell


class EstablishmentSpell(Spell, frozen=True, kw_only=True):
    """A spell, and as what it counts in it."""

    establishment_kind: Code


class EstablishmentEvent(Contract, frozen=True, kw_only=True):
    """Something about one establishment (đơn vị, cơ sở), counted at the place that manages it. Of
    which kind: agency, school, enterprise, religious, armed."""

    TOPIC: ClassVar[str] = "registry.establishments"
    SUBJECT: ClassVar[str] = "establishment_id"
    establishment_id: UUID
    place_id: UUID
    establishment_kind: Code


class EstablishmentRegisteredV1(EstablishmentEvent, frozen=True, kw_only=True):
    TYPE: ClassVar[str] = "vn.hieuhoc.registry.establishment-registered.v1"
    registered_on: date


class EstablishmentCorrectedV1(EstablishmentEvent, frozen=True, kw_only=True):
    """Its kind, its registration, its last move or its end was written wrongly: `was` counted until
    now, `now` is right, and goes on where it never ended. `place_id`: where it is, or was last."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.establishment-corrected.v1"
    registered_on: date
    was: tuple[EstablishmentSpell, ...]
    now: tuple[EstablishmentSpell, ...]


class EstablishmentMovedV1(EstablishmentEvent, frozen=True, kw_only=True):
    """At `place_id` from `moved_on` on; `was` and `now` are its spells before and after."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.establishment-moved.v1"
    moved_on: date
    was: tuple[EstablishmentSpell, ...]
    now: tuple[EstablishmentSpell, ...]


class EstablishmentEndedV1(EstablishmentEvent, frozen=True, kw_only=True):
    """On the books no more on `ended_on` and after."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.establishment-ended.v1"
    ended_on: date
    was: tuple[EstablishmentSpell, ...]
    now: tuple[EstablishmentSpell, ...]


class EstablishmentWithdrawnV1(EstablishmentEvent, frozen=True, kw_only=True):
    """It never was: what `was` counted is taken back on its own days, and `now` is empty.
    `ground_code`: why, where not because it was written down by mistake (import-undone: the import
    that brought it was undone)."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.establishment-withdrawn.v1"
    was: tuple[EstablishmentSpell, ...]
    now: tuple[EstablishmentSpell, ...]
    ground_code: Code | None = None
