"""Population (số dân): how many of a kind a place says it has on a day, with whoever says so.

A count holds from its day until the next one of the same place and kind, or until the place ends;
whatever becomes of a place has none until it states one. What a place states stands for all of it
and is never added to what the places in it state (decision 17).
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Self
from uuid import UUID

from shared.vocabulary.documents import document_number
from shared.vocabulary.identifiers import derived_id
from shared.vocabulary.kinds import MOST_STATED, POPULATION_KINDS, POPULATION_SOURCES
from shared.vocabulary.places.siting import Circumstances, require_site
from shared.vocabulary.refusals import Kind, Refusal

# Facts. Stored for ever: fields are added with a default, never renamed, retyped or removed. They
# are on a stream of place, kind and day, so that one day has one count.


@dataclass(frozen=True)
class PopulationStated:
    """By a document or, if it has no number, by a source of the closed list."""

    TYPE: ClassVar[str] = "registry.population-stated.v1"
    place_id: UUID
    population_kind: str
    counted_on: date
    number: int
    source_code: str | None = None
    document_number: str | None = None


@dataclass(frozen=True)
class PopulationCorrected:
    """The source said another number for that day, or it was another source. `gives_back`: it says
    again what was said before the correction that is undone by this one."""

    TYPE: ClassVar[str] = "registry.population-corrected.v1"
    place_id: UUID
    population_kind: str
    counted_on: date
    number: int
    source_code: str | None = None
    document_number: str | None = None
    gives_back: bool = False


@dataclass(frozen=True)
class PopulationWithdrawn:
    """It was never stated, and may be stated anew. `ground_code`: why, if not by mistake."""

    TYPE: ClassVar[str] = "registry.population-withdrawn.v1"
    place_id: UUID
    population_kind: str
    counted_on: date
    ground_code: str | None = None


PopulationFact = PopulationStated | PopulationCorrected | PopulationWithdrawn

# Refusals.


class PopulationUnknown(Refusal):
    code = "registry.population-unknown"
    kind = Kind.NOT_FOUND
    sentence = "This place states no such count of that day."


class PopulationStatedAlready(Refusal):
    code = "registry.population-stated-already"
    kind = Kind.CONFLICT
    sentence = (
        "This place states {number} for that kind and day already: another number is a correction."
    )


class PopulationKindUnknown(Refusal):
    code = "registry.population-kind-unknown"
    kind = Kind.INVALID
    sentence = "There is no such kind of count; the kinds are {kinds}."


class PopulationImplausible(Refusal):
    code = "registry.population-implausible"
    kind = Kind.INVALID
    sentence = "A place has between 0 and {most} of a kind."


class PopulationSourceUnknown(Refusal):
    code = "registry.population-source-unknown"
    kind = Kind.INVALID
    sentence = "A count needs one source: a document's number, or one of {sources}."


# The population.


@dataclass(frozen=True)
class Source:
    """Of a document its number, else a word of the closed list: one of the two."""

    code: str | None = None
    document: str | None = None

    def in_one_form(self) -> Self:
        """As it is kept. Refuses what is no source."""
        if (self.code is None) == (self.document is None):
            raise PopulationSourceUnknown(sources=", ".join(POPULATION_SOURCES))
        if self.document is not None:
            return replace(self, document=document_number(self.document))
        if self.code not in POPULATION_SOURCES:
            raise PopulationSourceUnknown(sources=", ".join(POPULATION_SOURCES))
        return self


@dataclass(frozen=True)
class Which:
    """One count: of which place, kind and day."""

    place_id: UUID
    kind: str
    day: date

    @property
    def stream(self) -> UUID:
        return derived_id("population", self.place_id, self.kind, self.day.isoformat())


@dataclass(frozen=True)
class Population:
    """`said`: what is stated; None: nothing, or no more. `known`: something was stated once.
    `before`: what was stated before the last correction."""

    said: tuple[int, Source] | None = None
    known: bool = False
    before: tuple[int, Source] | None = None

    def evolve(self, fact: PopulationFact) -> Self:
        if isinstance(fact, PopulationWithdrawn):
            return replace(self, said=None, before=None)
        source = Source(fact.source_code, fact.document_number)
        corrected = isinstance(fact, PopulationCorrected) and not fact.gives_back
        before = self.said if corrected else None
        return replace(self, said=(fact.number, source), known=True, before=before)

    def state(
        self, of: Which, number: int, source: Source, now: Circumstances
    ) -> list[PopulationStated]:
        """Nothing for what is stated like that already."""
        require_site(now, of.place_id, of.day)
        if of.kind not in POPULATION_KINDS:
            raise PopulationKindUnknown(kinds=", ".join(POPULATION_KINDS))
        said = _plausible(number), source.in_one_form()
        if self.said == said:
            return []
        if self.said is not None:
            raise PopulationStatedAlready(number=self.said[0])
        return [PopulationStated(of.place_id, of.kind, of.day, *_told(said))]

    def correct(self, of: Which, number: int, source: Source) -> list[PopulationCorrected]:
        said = _plausible(number), source.in_one_form()
        if self.said is None:
            raise PopulationUnknown
        if self.said == said:
            return []
        return [PopulationCorrected(of.place_id, of.kind, of.day, *_told(said))]

    def give_back(self, of: Which) -> list[PopulationCorrected]:
        """Its last correction never was."""
        if self.before is None:
            raise PopulationUnknown
        told = _told(self.before)
        return [PopulationCorrected(of.place_id, of.kind, of.day, *told, gives_back=True)]

    def withdraw(self, of: Which, ground_code: str | None = None) -> list[PopulationWithdrawn]:
        if not self.known:
            raise PopulationUnknown
        if self.said is None:
            return []
        return [PopulationWithdrawn(of.place_id, of.kind, of.day, ground_code)]


def _told(said: tuple[int, Source]) -> tuple[int, str | None, str | None]:
    number, source = said
    return number, source.code, source.document


def _plausible(number: int) -> int:
    if not 0 <= number <= MOST_STATED:
        raise PopulationImplausible(most=MOST_STATED)
    return number
