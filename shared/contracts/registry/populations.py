"""What registry tells the world of counts of places."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.contracts.envelope import Contract
from shared.contracts.fields import Code, Count, DocumentNumber


class PopulationEvent(Contract, frozen=True, kw_only=True):
    """How many of a kind (inhabitants, households, adults, workers, officers, pupils) a place says
    it has on a day. What a place states stands for all of it: never add it to what the places in it
    state. Each count is known by place, kind and day."""

    TOPIC: ClassVar[str] = "registry.populations"
    SUBJECT: ClassVar[str] = "place_id"
    place_id: UUID
    population_kind: Code
    counted_on: date


class PopulationSaid(PopulationEvent, frozen=True, kw_only=True):
    """So many, by this document or, if none is named, this source. It holds from `counted_on` until
    the next count of the place and kind, or until the place ends."""

    number: Count
    source_code: Code | None
    document_number: DocumentNumber | None


class PopulationStatedV1(PopulationSaid, frozen=True, kw_only=True):
    TYPE: ClassVar[str] = "vn.hieuhoc.registry.population-stated.v1"


class PopulationCorrectedV1(PopulationSaid, frozen=True, kw_only=True):
    """The source said another number for that day, or it was another source."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.population-corrected.v1"


class PopulationWithdrawnV1(PopulationEvent, frozen=True, kw_only=True):
    """It was never stated: the count before holds on. `ground_code`: why, where not because it was
    written down by mistake (import-undone: the import that brought it was undone)."""

    TYPE: ClassVar[str] = "vn.hieuhoc.registry.population-withdrawn.v1"
    ground_code: Code | None = None
