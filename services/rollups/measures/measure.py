"""A measure (chỉ tiêu) as one value: what it is called, what a day means to it, which events change
it and by what else it is told apart. One that cannot be counted is refused when it is made.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import msgspec.inspect as fields
from msgspec import Struct

from services.rollups.measures.dimensions import DIMENSIONS, SPAN
from shared.contracts.envelope import Contract
from shared.contracts.fields import Spell
from shared.vocabulary import kinds


class MeasureMisdescribed(TypeError):
    """A measure says what cannot be counted: the service must not start like this."""


class Nature(StrEnum):
    """What a day means to a measure."""

    STOCK = "stock"  # how many there are on a day
    FLOW = "flow"  # how much happened from a day to a day


@dataclass(frozen=True)
class Unsaid:
    """One of each in whose `field` nobody said a number."""

    field: str


Value = int | str | Unsaid
"""How much: a number, the field that holds it (None: nobody said, which adds nothing), or one of
each of which that is not said."""


@dataclass(frozen=True)
class Change:
    """What an event of one type does to a measure: from the day in its field `day` on, `value`
    more, `times` over."""

    event: type[Contract]
    day: str
    value: Value = 1
    times: int = 1

    @property
    def of_some(self) -> bool:
        """Whether only some of the events change it."""
        return _of_some(self.value, self.event)


def adds(event: type[Contract], *, day: str, value: Value = 1) -> Change:
    return Change(event, day, value)


def takes(event: type[Contract], *, day: str, value: Value = 1) -> Change:
    """What an event takes away again."""
    return Change(event, day, value, times=-1)


@dataclass(frozen=True)
class Restatement:
    """What an event of one type says anew: where its subject stood, spell by spell, as it `was`
    counted and as it counts `now`; of a flow, what happened on the day in the field `day`, and how
    much."""

    event: type[Contract]
    day: str = "since"
    value: Value = 1

    @property
    def spell(self) -> type[Struct]:
        """What its spells are, or what happened, with what they say beside place and days."""
        match _fields_of(self.event).get("was"):
            case fields.VarTupleType(item_type=fields.StructType(cls=said)):
                return said if self.day != "since" or issubclass(said, Spell) else Spell
        return Spell

    @property
    def of_some(self) -> bool:
        """Whether only some of the spells count."""
        return _of_some(self.value, self.spell)


def restates(event: type[Contract], *, value: Value = 1) -> Restatement:
    """Takes what the spells in its field `was` counted, adds what those in `now` count: each so
    much more from `since` on and so much less from `until` on."""
    return Restatement(event, value=value)


def corrects(event: type[Contract], *, day: str, value: Value = 1) -> Restatement:
    """Of a flow: takes what happened by its field `was`, adds what did by `now`, each on its own
    `day`."""
    return Restatement(event, day, value)


@dataclass(frozen=True)
class Holding:
    """How many each thing holds that the measure `of` counts: `changes` say of it from which day on
    how many more. Held is counted wherever, and as long as, its holder is counted. `one_each`: each
    holder holds one of which nothing is said."""

    of: str
    changes: tuple[Change | Restatement, ...]
    one_each: bool = False


@dataclass(frozen=True)
class Measure:
    """`name` is stored and asked for, and never changes its meaning: rebuilt and live tables,
    exports and other provinces' tables agree on it without a dictionary. `vietnamese` is what
    officers call it. `by`: the dimensions, each a field of every event that changes it, or of the
    spells that it restates. `holding`: what it counts besides, of what others hold. `version` is
    raised when the same events are to add something else than before."""

    name: str
    vietnamese: str
    nature: Nature
    changes: tuple[Change | Restatement, ...]
    by: tuple[str, ...] = ()
    version: int = 1
    holding: Holding | None = None

    @property
    def counted_by(self) -> tuple[str, ...]:
        """The names under which what it counts is kept."""
        held = self.holding
        return (self.name, held.of) if held and held.one_each else (self.name,)

    @property
    def heard(self) -> tuple[type[Contract], ...]:
        """The events that change it."""
        held = self.holding.changes if self.holding else ()
        return tuple([change.event for change in (*self.changes, *held)])

    def __post_init__(self) -> None:
        for wrong in self._wrong():
            raise MeasureMisdescribed(f"the measure {self.name}: {wrong}")

    def _wrong(self) -> Iterator[str]:
        heard = self.heard
        if not re.match(kinds.CODE, self.name):
            yield "its name is no code"
        if self.version < 1:
            yield f"there is no version {self.version}"
        if not heard:
            yield "nothing changes it"
        if len(set(heard)) < len(heard):
            yield "an event stands twice"
        if len(set(self.by)) < len(self.by):
            yield f"a dimension stands twice in {', '.join(self.by)}"
        if self.holding and (self.by or self.nature is Nature.FLOW):
            yield "what is held is a stock, and told apart by nothing"
        for change in (*self.changes, *(self.holding.changes if self.holding else ())):
            if isinstance(change, Change):
                yield from _wrong_in(change, self.by)
            elif (self.nature is Nature.FLOW) == (change.day == "since"):
                other = "stock" if self.nature is Nature.FLOW else "flow"
                yield f"{change.event.__name__} restates a {other}"
            else:
                yield from _wrong_spells(change, self.by)


def _wrong_in(change: Change, by: tuple[str, ...]) -> Iterator[str]:
    name, value = change.event.__name__, change.value
    held = _fields_of(change.event)
    if not isinstance(held.get("place_id"), fields.UUIDType):
        yield f"{name} does not say at which place"
    if not isinstance(held.get(change.day), fields.DateType):
        yield f"{name} has no day {change.day}"
    yield from _wrong_value(name, held, value)
    if value == 0:
        yield f"{name} adds nothing"
    yield from _wrong_dimensions(name, held, by)


def _wrong_spells(change: Restatement, by: tuple[str, ...]) -> Iterator[str]:
    name, held = change.event.__name__, _fields_of(change.event)
    for each in ("was", "now"):
        match held.get(each):
            case fields.VarTupleType(item_type=fields.StructType(cls=cls)) if cls is change.spell:
                pass
            case _:
                yield f"{name} has no spells {each}"
    spell = _fields_of(change.spell)
    if not isinstance(spell.get(change.day), fields.DateType):
        yield f"{name} has no day {change.day}"
    yield from _wrong_value(name, spell, change.value)
    yield from _wrong_dimensions(name, held | _fields_of(change.spell), by)


def _wrong_value(name: str, held: dict[str, fields.Type], value: Value) -> Iterator[str]:
    match value:
        case str() if not _is_number(held.get(value)):
            yield f"{name} has no number {value}"
        case Unsaid(field) if not (_is_number(held.get(field)) and _may_be_unsaid(held[field])):
            yield f"{name} has no number {field} that may be unsaid"


def _of_some(value: Value, held: type[Struct]) -> bool:
    return isinstance(value, Unsaid) or (
        isinstance(value, str) and _may_be_unsaid(_fields_of(held)[value])
    )


def _is_number(held: fields.Type | None) -> bool:
    match held:
        case fields.UnionType(types=types):
            return {type(each) for each in types} == {fields.IntType, fields.NoneType}
        case _:
            return isinstance(held, fields.IntType)


def _may_be_unsaid(held: fields.Type) -> bool:
    return isinstance(held, fields.UnionType)


def _wrong_dimensions(
    name: str, held: dict[str, fields.Type], by: tuple[str, ...]
) -> Iterator[str]:
    for each in by:
        if each not in held:
            yield f"{name} has no field {each}"
        elif not _tells_apart(each, held[each]):
            yield f"{each} of {name} is no code and no word of a closed list"


def _fields_of(event: type[Struct]) -> dict[str, fields.Type]:
    described = fields.type_info(event)
    assert isinstance(described, fields.StructType)
    return {field.name: field.type for field in described.fields}


def _tells_apart(name: str, held: fields.Type) -> bool:
    """Whether its values are few. Ids are not, nor are amounts, nor days, but for those on which
    spans begin; a number needs its closed list."""
    match held:
        case fields.LiteralType() | fields.StrType(pattern=kinds.CODE) | fields.NoneType():
            return True
        case fields.IntType():
            return name in DIMENSIONS
        case fields.DateType():
            return name == SPAN
        case fields.UnionType(types=types):
            return all(_tells_apart(name, each) for each in types)
        case _:
            return False
