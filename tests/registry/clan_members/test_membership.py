"""The rules of who belongs to clans, and who heads them."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from services.registry.bearers.refusals import WithdrawnAlready
from services.registry.clan_members.membership.facts import (
    ClanHeadCorrected,
    ClanHeadNamed,
    ClanMemberCorrected,
    ClanMemberJoined,
    ClanMemberLeft,
    ClanMemberWithdrawn,
    OfHead,
    OfMember,
)
from services.registry.clan_members.membership.heads import ClanHeads
from services.registry.clan_members.membership.membership import (
    ClanMembership,
    Correction,
    Leaving,
)
from services.registry.clan_members.membership.refusals import (
    ClanChangedMeanwhile,
    ClanHeadOnThoseDays,
    ClanHeadsOutOfOrder,
    ClanMemberOutsideLife,
    NotHeadSince,
)
from services.registry.clans.clan import Clan, ClanEnded, ClanRegistered, ClanUnknown, ClanWithdrawn
from services.registry.families.family.facts import Stay
from services.registry.families.family.refusals import (
    HeadNamedLater,
    LeftBeforeJoined,
    MemberAlready,
    NoSuchMember,
)
from shared.eventstore.facts import fold
from shared.eventstore.mapper import FactMapper
from shared.vocabulary.calendar import DayNotCome
from shared.vocabulary.refusals import Refusal
from tests.support import land
from tests.support.story import given

CLAN, OTHER, PERSON = land.named("clan"), land.named("other clan"), land.named("person")
BEGUN, DAY, LATER = date(2025, 8, 1), date(2025, 9, 1), date(2026, 2, 1)
STANDS = fold(Clan(), [ClanRegistered(land.COMMUNE, BEGUN)])
ENDED = fold(STANDS, [ClanEnded(land.COMMUNE, date(2026, 3, 1))])
JOINED = ClanMemberJoined(CLAN, land.COMMUNE, PERSON, DAY)
LEFT = ClanMemberLeft(CLAN, land.COMMUNE, PERSON, DAY, LATER)
CORRECTED = ClanMemberCorrected(CLAN, land.COMMUNE, PERSON, DAY, BEGUN, LATER)
WITHDRAWN = ClanMemberWithdrawn(CLAN, land.COMMUNE, PERSON, DAY)
NAMED = ClanHeadNamed(CLAN, PERSON, date(2025, 10, 1))
HEADED = ClanHeads((NAMED,))
NOBODY = ClanHeads()
RIGHT = Correction(CLAN, PERSON, DAY, BEGUN, LATER)
TOMORROW = land.TODAY + timedelta(days=1)


def join(asked: ClanMemberJoined, clan: Clan, *known: OfMember) -> list[ClanMemberJoined]:
    member: ClanMembership = fold(ClanMembership(), known)
    return member.join(asked, clan, land.TODAY)


def test_somebody_joins_a_clan_once_and_may_come_back() -> None:
    assert join(JOINED, STANDS) == [JOINED]
    assert join(JOINED, STANDS, JOINED) == []
    again = replace(JOINED, joined_on=LATER)
    assert join(again, STANDS, JOINED, LEFT) == [again]
    with pytest.raises(MemberAlready):
        join(again, STANDS, JOINED)
    with pytest.raises(MemberAlready):
        join(replace(JOINED, joined_on=BEGUN), STANDS, JOINED)


def test_whoever_belongs_to_one_clan_may_belong_to_another_at_once() -> None:
    there = replace(JOINED, clan_id=OTHER)
    assert join(there, STANDS, JOINED) == [there]


@pytest.mark.parametrize(
    ("clan", "day", "refusal"),
    [
        (STANDS, BEGUN - timedelta(days=1), ClanMemberOutsideLife),
        (ENDED, date(2026, 3, 1), ClanMemberOutsideLife),
        (STANDS, TOMORROW, DayNotCome),
        (Clan(), DAY, ClanUnknown),
        (fold(STANDS, [ClanWithdrawn(land.COMMUNE, STANDS.spells)]), DAY, WithdrawnAlready),
    ],
)
def test_nobody_joins_a_clan_that_is_not_on_the_books_then(
    clan: Clan, day: date, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        join(replace(JOINED, joined_on=day), clan)


def test_whoever_leaves_belongs_to_it_until_then() -> None:
    asked = Leaving(CLAN, PERSON, LATER)
    joined = given(ClanMembership, JOINED)
    joined.when(lambda member: member.leave(asked, STANDS, NOBODY)).then(LEFT)
    left = given(ClanMembership, JOINED, LEFT)
    left.when(lambda member: member.leave(asked, STANDS, NOBODY)).then_nothing()
    assert left.state.stays(CLAN) == (Stay(DAY, LATER),)


@pytest.mark.parametrize(
    ("asked", "heads", "refusal"),
    [
        (Leaving(OTHER, PERSON, LATER), NOBODY, NoSuchMember),
        (Leaving(CLAN, PERSON, DAY), NOBODY, LeftBeforeJoined),
        (Leaving(CLAN, PERSON, LATER), HEADED, ClanHeadOnThoseDays),
    ],
)
def test_nobody_leaves_where_or_when_they_cannot(
    asked: Leaving, heads: ClanHeads, refusal: type[Refusal]
) -> None:
    joined = given(ClanMembership, JOINED)
    joined.when(lambda member: member.leave(asked, STANDS, heads)).then_refused(refusal)


def test_days_written_wrongly_are_corrected_and_asking_again_changes_nothing() -> None:
    joined = given(ClanMembership, JOINED)
    joined.when(lambda member: member.correct(RIGHT, STANDS, NOBODY)).then(CORRECTED)
    corrected = given(ClanMembership, JOINED, CORRECTED)
    again = replace(RIGHT, written_on=BEGUN)
    corrected.when(lambda member: member.correct(again, STANDS, NOBODY)).then_nothing()
    assert corrected.state.stays(CLAN) == (Stay(BEGUN, LATER),)


@pytest.mark.parametrize(
    ("asked", "clan", "refusal"),
    [
        (replace(RIGHT, written_on=LATER), STANDS, NoSuchMember),
        (replace(RIGHT, left_on=BEGUN), STANDS, LeftBeforeJoined),
        (replace(RIGHT, joined_on=date(2025, 7, 1)), STANDS, ClanMemberOutsideLife),
        (replace(RIGHT, left_on=date(2026, 3, 2)), ENDED, ClanMemberOutsideLife),
    ],
)
def test_days_are_not_corrected_to_what_cannot_be(
    asked: Correction, clan: Clan, refusal: type[Refusal]
) -> None:
    joined = given(ClanMembership, JOINED)
    joined.when(lambda member: member.correct(asked, clan, NOBODY)).then_refused(refusal)


def test_what_is_put_right_says_until_when_it_was_written_down() -> None:
    left = given(ClanMembership, JOINED, LEFT)
    lasts = replace(RIGHT, left_on=None)
    told = replace(CORRECTED, left_on=None, was_left_on=LATER)
    left.when(lambda member: member.correct(lasts, STANDS, NOBODY)).then(told)
    never = replace(WITHDRAWN, was_left_on=LATER)
    left.when(lambda member: member.withdraw(WITHDRAWN, NOBODY)).then(never)


def test_days_are_not_corrected_onto_others_or_from_under_a_head() -> None:
    back = given(ClanMembership, JOINED, LEFT, replace(JOINED, joined_on=LATER))
    longer = replace(RIGHT, left_on=LATER + timedelta(days=1))
    back.when(lambda member: member.correct(longer, STANDS, NOBODY)).then_refused(MemberAlready)
    joined = given(ClanMembership, JOINED)
    joined.when(lambda member: member.correct(RIGHT, STANDS, HEADED)).then_refused(
        ClanHeadOnThoseDays
    )


def test_who_never_joined_is_withdrawn_unless_they_head_it() -> None:
    joined = given(ClanMembership, JOINED)
    joined.when(lambda member: member.withdraw(WITHDRAWN, NOBODY)).then(WITHDRAWN)
    gone = given(ClanMembership, JOINED, WITHDRAWN)
    gone.when(lambda member: member.withdraw(WITHDRAWN, NOBODY)).then_nothing()
    assert gone.state.stays(CLAN) == ()
    given(ClanMembership).when(lambda member: member.withdraw(WITHDRAWN, NOBODY)).then_refused(
        NoSuchMember
    )
    joined.when(lambda member: member.withdraw(WITHDRAWN, HEADED)).then_refused(ClanHeadOnThoseDays)


def test_a_member_heads_a_clan_until_another_does() -> None:
    stays, next_one = (Stay(DAY),), replace(NAMED, head_ref=OTHER, named_on=LATER)
    assert NOBODY.name(NAMED, STANDS, stays, land.TODAY) == [NAMED]
    assert HEADED.name(NAMED, STANDS, stays, land.TODAY) == []
    assert HEADED.name(next_one, STANDS, stays, land.TODAY) == [next_one]
    free = ClanHeads((NAMED, next_one))
    member = fold(ClanMembership(), [JOINED])
    assert member.leave(Leaving(CLAN, PERSON, LATER), STANDS, free) == [LEFT]


@pytest.mark.parametrize(
    ("asked", "stays", "refusal"),
    [
        (replace(NAMED, head_ref=OTHER), (Stay(DAY),), HeadNamedLater),
        (replace(NAMED, head_ref=OTHER, named_on=LATER), (), NoSuchMember),
        (replace(NAMED, head_ref=OTHER, named_on=LATER), (Stay(DAY, LATER),), NoSuchMember),
        (replace(NAMED, head_ref=OTHER, named_on=TOMORROW), (Stay(DAY),), DayNotCome),
    ],
)
def test_nobody_heads_a_clan_who_is_no_member_or_before_its_head(
    asked: ClanHeadNamed, stays: tuple[Stay, ...], refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        HEADED.name(asked, STANDS, stays, land.TODAY)


NEXT = replace(NAMED, head_ref=OTHER, named_on=LATER)
BOTH = ClanHeads((NAMED, NEXT))
LASTING = {PERSON: (Stay(DAY),), OTHER: (Stay(DAY),)}


def right(head: UUID, written_on: date, named_on: date) -> ClanHeadCorrected:
    return ClanHeadCorrected(CLAN, head, written_on, named_on)


def test_from_when_on_somebody_heads_a_clan_is_corrected() -> None:
    earlier = right(OTHER, LATER, LATER - timedelta(days=9))
    assert BOTH.correct(earlier, STANDS, LASTING, land.TODAY) == [earlier]
    corrected = BOTH.evolve(earlier)
    assert [each.named_on for each in corrected.named] == [NAMED.named_on, earlier.named_on]
    assert corrected.correct(earlier, STANDS, LASTING, land.TODAY) == []
    first = right(PERSON, NAMED.named_on, DAY)
    assert BOTH.correct(first, STANDS, LASTING, land.TODAY) == [first]


@pytest.mark.parametrize(
    ("asked", "stays", "refusal"),
    [
        (right(OTHER, DAY, BEGUN), LASTING, NotHeadSince),
        (right(OTHER, LATER, NAMED.named_on), LASTING, ClanHeadsOutOfOrder),
        (right(PERSON, NAMED.named_on, LATER), LASTING, ClanHeadsOutOfOrder),
        (right(PERSON, NAMED.named_on, BEGUN), LASTING, ClanHeadOnThoseDays),
        (right(OTHER, LATER, TOMORROW), LASTING, DayNotCome),
        (right(OTHER, LATER, date(2025, 7, 1)), LASTING, ClanMemberOutsideLife),
        (
            right(OTHER, LATER, land.TODAY),
            LASTING | {PERSON: (Stay(DAY, LATER),)},
            ClanHeadOnThoseDays,
        ),
        (right(OTHER, LATER, land.TODAY), {OTHER: (Stay(DAY),)}, ClanChangedMeanwhile),
    ],
)
def test_nobody_heads_a_clan_since_a_day_on_which_they_cannot(
    asked: ClanHeadCorrected, stays: dict[UUID, tuple[Stay, ...]], refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        BOTH.correct(asked, STANDS, stays, land.TODAY)


def test_what_is_stored_reads_back_equal() -> None:
    facts: list[OfMember | OfHead] = [
        JOINED,
        LEFT,
        replace(LEFT, ground_code="merged"),
        CORRECTED,
        WITHDRAWN,
        NAMED,
        right(PERSON, DAY, BEGUN),
    ]
    mapper = FactMapper([*{type(each) for each in facts}])
    for fact in facts:
        assert mapper.decode(fact.TYPE, mapper.encode(fact)) == fact
