"""What must be true of the whole territory on every day, and of a list of changes to it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from uuid import UUID

from services.registry.places.territory.facts import (
    PlaceAltered,
    PlaceEnded,
    PlaceEstablished,
    PlaceSucceeded,
    TerritoryFact,
)
from services.registry.places.territory.refusals import PlaceUnknown
from shared.vocabulary.places import DEEPEST, Place, Span, Tree
from shared.vocabulary.refusals import OPEN, Kind, Refusal
from shared.vocabulary.text import is_fit


class PlaceNameMalformed(Refusal):
    code = "registry.place-name-malformed"
    kind = Kind.INVALID
    sentence = "The name of place {place} is empty or has characters that cannot be seen."


class PlaceAlreadyEstablished(Refusal):
    code = "registry.place-already-established"
    kind = Kind.CONFLICT
    sentence = "Place {place} is on the books with another name, kind, code, parent or beginning."


class PlaceAlreadyEnded(Refusal):
    code = "registry.place-already-ended"
    kind = Kind.CONFLICT
    sentence = "Place {place} ended on {ended_on} already."


class ChangesContradict(Refusal):
    code = "registry.changes-contradict"
    kind = Kind.INVALID
    sentence = "Two changes of place {place} on {day} contradict each other."


class ChangeOutsideValidity(Refusal):
    code = "registry.change-outside-validity"
    kind = Kind.CONFLICT
    sentence = "Place {place} is not in force on {day}; it is from {start} to {last_day}."


class ParentNotInForce(Refusal):
    code = "registry.parent-not-in-force"
    kind = Kind.CONFLICT
    sentence = "Place {place} would lie in {parent} on {day}, when that is not in force."


class ChildrenInForce(Refusal):
    code = "registry.children-in-force"
    kind = Kind.CONFLICT
    sentence = "Place {place} holds places still in force on {day}: {child}, for one."


class CodeTaken(Refusal):
    code = "registry.code-taken"
    kind = Kind.CONFLICT
    sentence = "Code {code} is that of place {holder} on {day}."


class PlaceWithinItself(Refusal):
    code = "registry.place-within-itself"
    kind = Kind.INVALID
    sentence = "Place {place} would lie within itself on {day}."


class PlaceTooDeep(Refusal):
    code = "registry.place-too-deep"
    kind = Kind.INVALID
    sentence = "Place {place} would lie in more than {most} places, one in the other."


class SuccessorNotInForce(Refusal):
    code = "registry.successor-not-in-force"
    kind = Kind.CONFLICT
    sentence = "Place {successor} cannot take over on {day}: it is not in force then."


def require_possible(tree: Tree, asked: Sequence[TerritoryFact]) -> None:
    """Refuse changes of unknown places, second beginnings and ends, and contradictions."""
    _require_agreement(asked)
    established = Counter(f.place_id for f in asked if isinstance(f, PlaceEstablished))
    ended = Counter(f.place_id for f in asked if isinstance(f, PlaceEnded))
    for fact in asked:
        if isinstance(fact, PlaceEstablished | PlaceAltered):
            _require_legible(fact)
        place = tree.place(fact.place_id)
        match fact:
            case PlaceEstablished():
                if place is not None or established[fact.place_id] > 1:
                    raise PlaceAlreadyEstablished(place=fact.place_id)
            case PlaceAltered() | PlaceEnded() | PlaceSucceeded():
                if place is None and fact.place_id not in established:
                    raise PlaceUnknown(place=fact.place_id)
        if isinstance(fact, PlaceEnded):
            before = place.ended_on if place is not None else None
            if before is not None or ended[fact.place_id] > 1:
                raise PlaceAlreadyEnded(place=fact.place_id, ended_on=before or fact.ended_on)


def _require_legible(fact: PlaceEstablished | PlaceAltered) -> None:
    named = isinstance(fact, PlaceEstablished) or "name" in fact.changed
    if named and not (fact.name.strip() and is_fit(fact.name)):
        raise PlaceNameMalformed(place=fact.place_id)


def _require_agreement(asked: Sequence[TerritoryFact]) -> None:
    said: dict[tuple[UUID, object, date | None], object] = {}
    for fact in asked:
        values: dict[tuple[object, date | None], object]
        match fact:
            case PlaceAltered():
                day = fact.effective_on
                values = {(name, day): getattr(fact, name) for name in fact.changed}
            case PlaceSucceeded():
                values = {(fact.successor_id, None): (fact.how, fact.effective_on)}
            case _:
                continue
        for (about, on), value in values.items():
            if said.setdefault((fact.place_id, about, on), value) != value:
                raise ChangesContradict(place=fact.place_id, day=fact.effective_on)


def require_order(tree: Tree, touched: Iterable[UUID]) -> None:
    """Refuse a tree with a hole, a cycle or a code twice about the places touched."""
    for place_id in touched:
        place = _established(tree, place_id)
        _require_changes_in_force(place)
        _require_parents(tree, place)
        _require_children_gone(tree, place)
        _require_own_code(tree, place)
        _require_successors(tree, place)
        _require_there_for_predecessors(place)


def _require_changes_in_force(place: Place) -> None:
    timelines = (place.kinds, place.names, place.codes, place.parents)
    days = [day for timeline in timelines for day, _ in timeline]
    if place.ended_on is not None:
        days.append(place.ended_on - timedelta(days=1))
    for day in days:
        if day not in place.span:
            raise ChangeOutsideValidity(
                place=place.place_id,
                day=place.ended_on if day == days[-1] else day,
                start=place.valid_from or OPEN,
                last_day=_last_day(place.span) or OPEN,
            )


def _require_parents(tree: Tree, place: Place) -> None:
    for span, parent_id in place.parents_through():
        if parent_id is None:
            continue
        parent = _established(tree, parent_id)
        if outside := _outside(span, parent.span):
            raise ParentNotInForce(place=place.place_id, parent=parent_id, day=_day_of(outside))
        _require_above(tree, parent, span, (place.place_id,))


def _require_above(tree: Tree, place: Place, during: Span, below: tuple[UUID, ...]) -> None:
    if place.place_id in below:
        raise PlaceWithinItself(place=place.place_id, day=_day_of(during))
    if len(below) > DEEPEST:
        raise PlaceTooDeep(place=below[0], most=DEEPEST)
    for span, parent_id in place.parents_through():
        shared, parent = span.meets(during), tree.place(parent_id) if parent_id else None
        if shared is not None and parent is not None:
            _require_above(tree, parent, shared, (*below, place.place_id))


def _require_children_gone(tree: Tree, place: Place) -> None:
    for child_id in tree.ever_children(place.place_id):
        child = tree.place(child_id)
        for span, parent_id in child.parents_through() if child else ():
            if parent_id == place.place_id and (outside := _outside(span, place.span)):
                day = _day_of(outside)
                raise ChildrenInForce(place=place.place_id, child=child_id, day=day)


def _require_own_code(tree: Tree, place: Place) -> None:
    for span, code in place.codes_through():
        for other in tree.carriers(code) if code is not None else ():
            if other.place_id == place.place_id or other.level != place.level:
                continue
            for taken, other_code in other.codes_through():
                both = span.meets(taken)
                if other_code == code and both is not None:
                    raise CodeTaken(code=code, holder=other.place_id, day=_day_of(both))


def _require_successors(tree: Tree, place: Place) -> None:
    for link in place.successors:
        successor = _established(tree, link.place_id)
        itself = link.place_id == place.place_id
        if itself or link.effective_on not in successor.span:
            raise SuccessorNotInForce(successor=link.place_id, day=link.effective_on)
        if link.effective_on != place.span.end and link.effective_on not in place.span:
            raise ChangeOutsideValidity(
                place=place.place_id,
                day=link.effective_on,
                start=place.valid_from or OPEN,
                last_day=_last_day(place.span) or OPEN,
            )


def _require_there_for_predecessors(place: Place) -> None:
    """It cannot end before, or on, a day on which it takes over."""
    for link in place.predecessors:
        if link.effective_on not in place.span:
            raise SuccessorNotInForce(successor=place.place_id, day=link.effective_on)


def _established(tree: Tree, place_id: UUID) -> Place:
    place = tree.place(place_id)
    if place is None or not place.is_established:
        raise PlaceUnknown(place=place_id)
    return place


def _outside(span: Span, within: Span) -> Span | None:
    """The first days of a span that the other has not."""
    before = span.meets(Span(date.min, within.start))
    return before or span.meets(Span(within.end, date.max))


def _day_of(span: Span) -> date:
    """A day of it that can be said: its first, or its last when its beginning is open."""
    is_open = span.start == date.min and span.end != date.max
    return span.end - timedelta(days=1) if is_open else span.start


def _last_day(span: Span) -> date | None:
    return None if span.end == date.max else span.end - timedelta(days=1)
