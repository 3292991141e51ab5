"""What becomes of a family as a whole: corrected, moved, withdrawn, split, joined. That it ends
stands in `ending`."""

from dataclasses import astuple, dataclass
from datetime import date
from functools import reduce
from uuid import UUID

from services.registry.bearers import spells
from services.registry.bearers.refusals import EndedAlready
from services.registry.bearers.spells import ONE, Site
from services.registry.families.family.belonging import Belonging, belonging_id
from services.registry.families.family.ending import ended
from services.registry.families.family.facts import (
    FamilyCorrected,
    FamilyFact,
    FamilyFacts,
    FamilyHeadReserved,
    FamilyJoined,
    FamilyMemberJoined,
    FamilyMoved,
    FamilyRegistered,
    FamilySplit,
    FamilyWithdrawn,
    Stay,
)
from services.registry.families.family.family import Family
from services.registry.families.family.heads import People, of
from services.registry.families.family.members import (
    SPLIT,
    Leaving,
    left_by,
    require_relation,
)
from services.registry.families.family.refusals import (
    EarlierThingsKnown,
    FamilyUnknown,
    JoinsItself,
    NoSuchMember,
)
from shared.vocabulary.places.levels import HAMLET
from shared.vocabulary.places.siting import Circumstances, require_site


def move(family_id: UUID, family: Family, to: Site, now: Circumstances) -> FamilyFacts:
    """From that day on it stands in another hamlet, and its members with it."""
    old = family.known
    if old and old[-1].until is not None and Site(old[-1].place_id, old[-1].since) != to:
        raise EndedAlready(ended_on=old[-1].until)  # wherever it was to go: nobody learns of places
    new = spells.moved(old, to, now, (HAMLET,))
    if new == family.spells:
        return {}
    return {family_id: [FamilyMoved(to.place_id, to.day, family.spells, new, family.at_home)]}


def unmove(family_id: UUID, family: Family, day: date) -> FamilyFacts:
    """Its last move, on that day, never was: it stayed where it stood."""
    old = family.known
    new = spells.unmoved(old, day)
    corrected = FamilyCorrected(new[-1].place_id, new[0].since, old, new, family.at_home)
    return {family_id: [corrected]}


@dataclass(frozen=True)
class Correction:
    """Of its registration or its last move, whichever is of the day `written_on`."""

    family_id: UUID
    written_on: date
    to: Site


def correct(family: Family, people: People, asked: Correction, now: Circumstances) -> FamilyFacts:
    """It stood there since that day all the time; whoever it was registered under belongs to it
    since it was registered."""
    old = family.known
    new = spells.corrected(old, asked.written_on, asked.to, now, (HAMLET,))
    if new == old:
        return {}
    corrected = FamilyCorrected(new[-1].place_id, new[0].since, old, new, family.at_home)
    facts: FamilyFacts = {asked.family_id: [corrected]}
    if new[0].since != old[0].since:
        _require_nothing_before(family, new[0].since)
        head_ref = family.headings[0].head_ref
        stays = family.evolve(corrected).stays(head_ref)
        facts[belonging_id(head_ref)] = [*of(people, head_ref).reserve(asked.family_id, stays)]
    return facts


def withdraw(
    family_id: UUID, family: Family, people: People, ground_code: str | None = None
) -> FamilyFacts:
    """It never was, and nobody ever belonged to it."""
    if family.place_id is None:
        raise FamilyUnknown
    if not family.spells:
        return {}
    withdrawn = FamilyWithdrawn(family.place_id, family.spells, (), ground_code)
    freed: FamilyFacts = {
        belonging_id(each): [*of(people, each).reserve(family_id, ())] for each in family.people
    }
    return freed | {family_id: [withdrawn]}


@dataclass(frozen=True)
class Mover:
    """A member who goes over, and how they belong to the head of the new family."""

    person_ref: UUID
    relation_code: str


@dataclass(frozen=True)
class Split:
    """Of `family_id` these go, under `head_ref`, into a family of that id in that hamlet."""

    family_id: UUID
    new_family_id: UUID
    to: Site
    head_ref: UUID
    others: tuple[Mover, ...] = ()


def split(family: Family, people: People, asked: Split, now: Circumstances) -> FamilyFacts:
    """From that day on some members are a family of their own, with its own head; the other one
    goes on under its."""
    require_site(now, asked.to.place_id, asked.to.day, HAMLET)
    if split_before(family, asked) is not None:
        return {}
    family.require_on_books(asked.to.day)
    leaving = [asked.head_ref, *(each.person_ref for each in asked.others)]
    if len(set(leaving)) < len(leaving):
        raise NoSuchMember
    for each in asked.others:
        require_relation(each.relation_code)
    place_id, new_id, day = asked.to.place_id, asked.new_family_id, asked.to.day
    lefts = [left_by(family, Leaving(asked.family_id, each, day, SPLIT)) for each in leaving]
    facts: FamilyFacts = {
        asked.family_id: [
            FamilySplit(family.place_on(day), new_id, place_id, asked.head_ref, day),
            *lefts,
        ],
        new_id: [
            FamilyRegistered(place_id, asked.head_ref, day),
            *(
                FamilyMemberJoined(place_id, m.person_ref, day, m.relation_code)
                for m in asked.others
            ),
        ],
    }
    for person_ref in leaving:
        stays = tuple(s if s.until else Stay(s.since, day) for s in family.stays(person_ref))
        facts[belonging_id(person_ref)] = _over(
            of(people, person_ref), (asked.family_id, stays), (new_id, (Stay(day),))
        )
    facts[belonging_id(asked.head_ref)].append(FamilyHeadReserved(new_id, day))
    return facts


def split_before(family: Family, asked: Split) -> UUID | None:
    """The family that this very split has made already, if it has."""
    to = asked.to
    for each in family.splits:
        if (each.head_ref, each.new_place_id, each.split_on) == (asked.head_ref, *astuple(to)):
            return each.new_family_id
    return None


@dataclass(frozen=True)
class Union:
    """`family_id` goes into `into_id`, whose head its members belong to in this way."""

    family_id: UUID
    into_id: UUID
    joined_on: date
    relation_code: str


def unite(
    family: Family, into: Family, people: People, asked: Union, now: Circumstances
) -> FamilyFacts:
    """From that day on all its members belong to the other family, and it ends."""
    require_relation(asked.relation_code)
    if asked.into_id == asked.family_id:
        raise JoinsItself
    new = ended(family, asked.joined_on, now)
    if new == family.spells:
        return {}
    into.require_on_books(asked.joined_on)
    joined = FamilyJoined(new[-1].place_id, asked.into_id, asked.joined_on, family.spells, new)
    facts: FamilyFacts = {asked.family_id: [joined], asked.into_id: []}
    day, gone = asked.joined_on, family.evolve(joined)
    place_id, stands_at = into.place_on(day), into.moved_since(day)
    for each in family.present:
        ref, relation = each.person_ref, asked.relation_code
        fact = FamilyMemberJoined(place_id, ref, day, relation, stands_at)
        facts[asked.into_id].append(fact)
        stays = (*into.stays(each.person_ref), Stay(asked.joined_on))
        facts[belonging_id(each.person_ref)] = _over(
            of(people, each.person_ref),
            (asked.family_id, gone.stays(each.person_ref)),
            (asked.into_id, stays),
        )
    return facts


def _require_nothing_before(family: Family, day: date) -> None:
    """Raises where anybody else is known to have come, or the head to have gone, by then."""
    first = family.headings[0]
    days = [each.since - ONE for each in family.headings[1:]]
    for each in family.members:
        registered_with = each.person_ref == first.head_ref and each.stay.since == first.since
        until = each.stay.until
        days += [until - ONE] if until else []
        days += [] if registered_with else [each.stay.since]
    if days and min(days) < day:
        raise EarlierThingsKnown(day=min(days))


Days = tuple[UUID, tuple[Stay, ...]]
"""In a family: all of a person's."""


def _over(belonging: Belonging, out: Days, into: Days) -> list[FamilyFact]:
    """What is written down for who leaves one family for another."""
    left = belonging.reserve(*out)
    gone = reduce(Belonging.evolve, left, belonging)
    return [*left, *gone.reserve(*into)]
