"""Who belongs to a family, from which day to which."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from services.registry.families.family.belonging import Belonging, belonging_id, meet
from services.registry.families.family.facts import (
    FamilyFacts,
    FamilyMemberCorrected,
    FamilyMemberJoined,
    FamilyMemberLeft,
    FamilyMemberReserved,
    FamilyMemberWithdrawn,
    OfFamily,
    Stay,
)
from services.registry.families.family.family import HEAD, Family, Member, Never
from services.registry.families.family.refusals import (
    HeadsOnThoseDays,
    LeavingGroundUnknown,
    LeftBeforeJoined,
    MemberAlready,
    NoSuchMember,
    OutsideFamilyLife,
    RegisteredWithHead,
    RelationUnknown,
)
from shared.vocabulary.calendar import require_come

DIED: Final = "died"
LEAVING_GROUNDS: Final = frozenset({DIED, "married", "divorced", "moved-away", "other"})
"""Qua đời, kết hôn, ly hôn, chuyển đi, lý do khác."""
SPLIT: Final = "split"
MERGED: Final = "merged"
"""Grounds that no officer names: the family was split; one person was there twice."""
RELATIONS: Final = frozenset(
    {"spouse", "child", "parent", "grandparent", "grandchild", "sibling", "child-in-law", "other"}
)
"""Vợ chồng, con, cha mẹ, ông bà, cháu, anh chị em, dâu rể, khác: to the head of that day."""


@dataclass(frozen=True)
class Joining:
    family_id: UUID
    person_ref: UUID
    joined_on: date
    relation_code: str


@dataclass(frozen=True)
class Leaving:
    family_id: UUID
    person_ref: UUID
    left_on: date
    ground_code: str


@dataclass(frozen=True)
class Correction:
    """Whoever is written down as joined on `written_on`; `left_on` None: has not left."""

    family_id: UUID
    person_ref: UUID
    written_on: date
    joined_on: date
    left_on: date | None
    relation_code: str


def join(family: Family, belonging: Belonging, asked: Joining, today: date) -> FamilyFacts:
    """From that day on the person belongs to it, and to no other."""
    require_come(asked.joined_on, today)
    require_relation(asked.relation_code)
    family.require_on_books(asked.joined_on)
    wanted = Member(asked.person_ref, Stay(asked.joined_on), asked.relation_code)
    if wanted in family.members:
        return {}
    day, ref = asked.joined_on, asked.person_ref
    place_id, stands_at = family.place_on(day), family.moved_since(day)
    joined = FamilyMemberJoined(place_id, ref, day, asked.relation_code, stands_at)
    stays = _with(family.stays(asked.person_ref), wanted.stay)
    reserved = belonging.reserve(asked.family_id, stays)
    return _told(asked.family_id, joined, belonging_id(asked.person_ref), reserved)


def leave(family: Family, belonging: Belonging, asked: Leaving, today: date) -> FamilyFacts:
    """From that day on the person belongs to it no more."""
    require_come(asked.left_on, today)
    if asked.ground_code not in LEAVING_GROUNDS:
        raise LeavingGroundUnknown(ground_codes=", ".join(sorted(LEAVING_GROUNDS)))
    stays = family.stays(asked.person_ref)
    if any(each.until == asked.left_on for each in stays):
        return {}
    left = left_by(family, asked)
    died_on = asked.left_on if asked.ground_code == DIED else None
    stays = _ended(stays, asked.left_on)
    stream = belonging_id(asked.person_ref)
    reserved = belonging.reserve(asked.family_id, stays, died_on)
    return _told(asked.family_id, left, stream, reserved)


def left_by(family: Family, asked: Leaving) -> FamilyMemberLeft:
    """What is written down of it on the stream of the family."""
    open_stay = [each for each in family.stays(asked.person_ref) if each.until is None]
    if not open_stay:
        raise NoSuchMember
    (stay,) = open_stay
    if asked.left_on <= stay.since:
        raise LeftBeforeJoined(joined_on=stay.since)
    _require_heads_within(family, asked.person_ref, _ended(open_stay, asked.left_on))
    place_id, joined_on = family.place_on(asked.left_on), stay.since
    return FamilyMemberLeft(place_id, asked.person_ref, joined_on, asked.left_on, asked.ground_code)


def correct(family: Family, belonging: Belonging, asked: Correction, today: date) -> FamilyFacts:
    """These were the days, and this the relation, all the time."""
    for day in (asked.joined_on, *([asked.left_on] if asked.left_on else [])):
        require_come(day, today)
    member = _found(family, asked.person_ref, asked.written_on)
    wanted = Member(asked.person_ref, Stay(asked.joined_on, asked.left_on), asked.relation_code)
    if member == wanted:
        return {}
    _require_correctable(family, member, wanted)
    others = [each for each in family.stays(asked.person_ref) if each != member.stay]
    stays = _with(others, wanted.stay)
    _require_heads_within(family, asked.person_ref, stays)
    corrected = FamilyMemberCorrected(
        family.place_on(asked.joined_on),
        asked.person_ref,
        asked.written_on,
        asked.joined_on,
        None if _to_its_end(family, member, asked.left_on) else asked.left_on,
        asked.relation_code,
        member.left_on,
    )
    reserved = belonging.reserve(asked.family_id, stays)
    return _told(asked.family_id, corrected, belonging_id(asked.person_ref), reserved)


def withdraw(family: Family, belonging: Belonging, asked: tuple[UUID, UUID, date]) -> FamilyFacts:
    """Of (family, person, day joined): they never did."""
    family_id, person_ref, joined_on = asked
    if Never(person_ref, joined_on) in family.never and not _knows(family, person_ref, joined_on):
        return {}
    member = _found(family, person_ref, joined_on)
    stays = tuple(each for each in family.stays(person_ref) if each != member.stay)
    _require_heads_within(family, person_ref, stays)
    days = (joined_on, member.left_on)
    withdrawn = FamilyMemberWithdrawn(family.place_on(joined_on), person_ref, *days)
    reserved = belonging.reserve(family_id, stays)
    return _told(family_id, withdrawn, belonging_id(person_ref), reserved)


def require_relation(relation_code: str) -> None:
    if relation_code not in RELATIONS:
        raise RelationUnknown(relation_codes=", ".join(sorted(RELATIONS)))


def _require_correctable(family: Family, member: Member, wanted: Member) -> None:
    registered_with = member.relation_code == HEAD and member.stay.since == family.registered_on
    if wanted.relation_code != member.relation_code:
        require_relation(wanted.relation_code)
    if registered_with and (wanted.stay.since, wanted.relation_code) != (
        member.stay.since,
        member.relation_code,
    ):
        raise RegisteredWithHead
    if wanted.stay.until is not None and wanted.stay.until <= wanted.stay.since:
        raise LeftBeforeJoined(joined_on=wanted.stay.since)
    life = Stay(family.registered_on, family.ended_on)
    if not _holds(life, wanted.stay):
        raise OutsideFamilyLife(since=life.since, until=life.until or date.max)


def _to_its_end(family: Family, member: Member, left_on: date | None) -> bool:
    """Whether they belong to it until it ended, as far as nobody wrote down that they left."""
    if left_on is None or left_on != family.ended_on:
        return False
    return member.to_its_end or member.stay.until != left_on


def _require_heads_within(family: Family, person_ref: UUID, stays: Iterable[Stay]) -> None:
    """Raises where the person heads it on a day on which they would not belong to it."""
    for number, heading in enumerate(family.headings):
        if heading.head_ref == person_ref:
            later = family.headings[number + 1 :]
            until = later[0].since if later else family.ended_on
            if not any(_holds(stay, Stay(heading.since, until)) for stay in stays):
                raise HeadsOnThoseDays


def _holds(stay: Stay, days: Stay) -> bool:
    return stay.since <= days.since and (days.until or date.max) <= (stay.until or date.max)


def _found(family: Family, person_ref: UUID, since: date) -> Member:
    for each in family.members:
        if (each.person_ref, each.stay.since) == (person_ref, since):
            return each
    raise NoSuchMember


def _knows(family: Family, person_ref: UUID, since: date) -> bool:
    return any(each.since == since for each in family.stays(person_ref))


def _with(stays: Iterable[Stay], wanted: Stay) -> tuple[Stay, ...]:
    for each in stays:
        if meet(each, wanted):
            raise MemberAlready(since=each.since)
    return (*stays, wanted)


def _ended(stays: Iterable[Stay], day: date) -> tuple[Stay, ...]:
    return tuple(each if each.until else Stay(each.since, day) for each in stays)


def _told(
    family_id: UUID, fact: OfFamily, stream: UUID, reserved: Iterable[FamilyMemberReserved]
) -> FamilyFacts:
    return {family_id: [fact], stream: [*reserved]}
