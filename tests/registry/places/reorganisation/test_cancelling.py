"""What was announced and is cancelled leaves everything as if it had not been."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as any_

from services.registry.places.territory.hamlets import Hamlet, hamlet_proposals
from services.registry.places.territory.history import history
from services.registry.places.territory.reorganisation.cancelling import (
    Announced,
    ReorganisationBuiltOn,
)
from services.registry.places.territory.reorganisation.decision import reorganise
from services.registry.places.territory.reorganisation.document import (
    Reorganisation,
    ReorganisationCancelled,
    ReorganisationCome,
    Row,
)
from services.registry.places.territory.territory import Territory
from shared.eventstore.facts import fold
from shared.vocabulary.places import Tree
from shared.vocabulary.places.searching import PlaceNames
from shared.vocabulary.refusals import Refusal
from tests.registry.places.reorganisation.papers import (
    commune,
    document,
    everywhere,
    moved,
    over,
    part,
    whole,
)
from tests.registry.places.reorganisation.test_reorganisation_properties import (
    DAYS,
    LAND,
    ONE,
    documents,
    in_order,
)
from tests.registry.places.story import CITY, begins, named, territory

DAY, LATER = date(2027, 1, 1), date(2027, 7, 1)
FIRST, SECOND = "1/NQ-HĐND", "2/NQ-HĐND"
TOWN = territory(
    *CITY,
    begins("second", "province", code="80"),
    begins("hamlet 4", "hamlet", "ward 4"),
    begins("hamlet 15", "hamlet", "ward 15"),
)
MERGER = (
    commune("26968", "79", "Phường Tân Sơn Nhất"),
    whole("26968", "26968"),
    whole("26989", "26968"),
    moved("27007", "79"),
    over("766"),
)
SPLIT = (
    commune("27004", "766"),
    commune("27010", "766"),
    part("27007", "27004"),
    part("27007", "27010"),
)


def announced(before: Territory, *rows: Row, on: date = DAY, number: str = FIRST) -> Territory:
    done = reorganise(before, document(*rows, on=on, number=number), everywhere)
    after: Territory = fold(before, done.facts)
    return after


def cancelled(before: Territory, on: date = DAY, number: str = FIRST) -> Territory:
    after: Territory = fold(before, Announced(before, number, on).cancelled())
    return after


def shown(tree: Tree) -> object:
    """All that is to be seen of the places, except in which order they are kept."""
    return {place.place_id: (place, history(tree, place.place_id)) for place in tree}, {
        code: tree.by_code(code, day) for code in CODES for day in (DAY - ONE, DAY, LATER)
    }


CODES = ("26968", "26989", "27007", "27004", "27010", "766", "79", "80")


@pytest.mark.parametrize("rows", [MERGER, SPLIT, (Row("renamed", "26968", name="Phường Mới"),)])
def test_a_document_that_is_cancelled_leaves_no_trace_but_what_was_known_before(
    rows: Sequence[Row],
) -> None:
    before = announced(TOWN, *rows)
    after = cancelled(before)
    assert shown(after.tree) == shown(TOWN.tree)
    assert shown(before.tree) != shown(TOWN.tree)
    known = len(before.tree.entries)
    assert shown(Tree(after.tree.entries[:known])) == shown(before.tree)


def test_a_search_that_found_it_finds_it_no_more() -> None:
    names, before = PlaceNames(), announced(TOWN, *MERGER)
    assert names.found(before.tree, "tan son nhat")
    assert not names.found(cancelled(before).tree, "tan son nhat")
    assert [each.place_id for each in names.found(cancelled(before).tree, "ward 4")][:1] == [
        named("ward 4")
    ]


def test_it_may_be_announced_again_with_other_rows() -> None:
    again = announced(cancelled(announced(TOWN, *MERGER)), *SPLIT)
    assert shown(again.tree) == shown(announced(TOWN, *SPLIT).tree)
    assert shown(cancelled(again).tree) == shown(TOWN.tree)


def test_a_hamlet_that_was_founded_since_does_not_follow_it() -> None:
    hamlet = Hamlet(named("new"), named("ward 4"), "khu-pho", "Khu phố 9", None)

    def founded(before: Territory) -> Territory:
        proposals = hamlet_proposals(before.tree, [hamlet], DAY - ONE)
        after: Territory = fold(before, before.enact(proposals))
        return after

    assert shown(cancelled(founded(announced(TOWN, *MERGER))).tree) == shown(founded(TOWN).tree)


@pytest.mark.parametrize(
    "later",
    [
        pytest.param(
            (commune("27020", "79"), whole("26968", "27020")), id="what it made goes on"
        ),
        pytest.param((moved("27007", "80"),), id="what it moved is moved on"),
        pytest.param((Row("renamed", "26968", name="Phường Hai"),), id="what it made is renamed"),
        pytest.param((Row("made", level="commune", kind="xa", name="Xã", code="26989",
                          parent="79"), part("27007", "26989"), part("27007", "27007")),
                     id="a code that it set free is taken"),
    ],
)  # fmt: skip
def test_a_later_document_that_builds_on_it_is_named(later: Sequence[Row]) -> None:
    built = announced(announced(TOWN, *MERGER), *later, on=LATER, number=SECOND)
    with pytest.raises(ReorganisationBuiltOn) as refused:
        cancelled(built)
    assert refused.value.fields["later"] == SECOND
    assert shown(cancelled(cancelled(built, LATER, SECOND)).tree) == shown(TOWN.tree)


def test_a_later_document_that_has_nothing_to_do_with_it_stands() -> None:
    other = (Row("renamed", "80", name="Tỉnh Khác"),)
    both = announced(announced(TOWN, *SPLIT), *other, on=LATER, number=SECOND)
    alone = announced(TOWN, *other, on=LATER, number=SECOND)
    assert shown(cancelled(both).tree) == shown(alone.tree)


def test_what_a_later_document_says_as_well_is_so_by_that_one() -> None:
    again = (Row("renamed", "26968", name="Phường Mới"), moved("27007", "79"))
    both = announced(announced(TOWN, *again), *again, on=LATER, number=SECOND)
    alone = announced(TOWN, *again, on=LATER, number=SECOND)
    assert shown(cancelled(cancelled(both, LATER, SECOND)).tree) == shown(TOWN.tree)
    renamed = announced(announced(TOWN, again[0]), *again, on=LATER, number=SECOND)
    assert shown(cancelled(renamed).tree) == shown(alone.tree)


def test_it_is_cancelled_until_the_day_before_and_once() -> None:
    told = Reorganisation().announce(document(*MERGER, on=DAY, number=FIRST))
    known: Reorganisation = fold(Reorganisation(), told)
    with pytest.raises(ReorganisationCome):
        known.cancel(DAY)
    facts = known.cancel(DAY - ONE)
    assert facts == [ReorganisationCancelled(FIRST, DAY)]
    after: Reorganisation = fold(known, facts)
    assert after.cancel(DAY) == []
    assert after.announce(document(*SPLIT, on=DAY, number=FIRST))


@pytest.mark.parametrize("unreached", ["ward 4", "city", "hamlet 4", "district"])
def test_only_who_reaches_all_of_it_may(unreached: str) -> None:
    def reaches(place_id: UUID | None) -> bool:
        return place_id != named(unreached)

    before = announced(TOWN, *MERGER)
    for each in (before, cancelled(before)):
        found = Announced(each, FIRST, DAY)
        assert found.is_within(everywhere)
        assert not found.is_within(reaches)


def built_on(land: Territory, on: date, number: str) -> object:
    """By which document it is refused to be cancelled; None: by none."""
    try:
        cancelled(land, on, number)
    except ReorganisationBuiltOn as refusal:
        return refusal.fields["later"]
    return None


@settings(deadline=None, max_examples=80)
@given(any_.data())
def test_whatever_is_announced_cancelled_and_announced_again_is_as_if_only_what_stands_had_been(
    data: any_.DataObject,
) -> None:
    """Recounted by announcing what stands alone, in the order in which it was announced last."""
    land, standing = LAND, dict[str, tuple[date, Sequence[Row]]]()
    for _ in range(data.draw(any_.integers(2, 8))):
        taken_back = data.draw(any_.booleans())
        if standing and taken_back:
            number = data.draw(any_.sampled_from(sorted(standing)))
            later = built_on(land, standing[number][0], number)
            if later is not None:
                event("refused to be cancelled")
                assert later in standing
                continue
            land = cancelled(land, standing[number][0], number)
            event("cancelled")
            del standing[number]
        else:
            day = data.draw(any_.sampled_from(DAYS))
            free = {f"{n}/NQ-HĐND" for n in range(1, 5)} - standing.keys()
            if not free:
                continue
            number, rows = (
                data.draw(any_.sampled_from(sorted(free))),
                data.draw(documents(land.tree, day)),
            )
            try:
                land = announced(land, *rows, on=day, number=number)
            except Refusal:
                continue
            standing[number] = day, rows
        recounted = LAND
        for each, (on, said) in standing.items():
            recounted = announced(recounted, *said, on=on, number=each)
        assert {p.place_id: p for p in land.tree} == {p.place_id: p for p in recounted.tree}
        for moment in (moment for each in DAYS for moment in (each - ONE, each)):
            in_order(land.tree, moment)
