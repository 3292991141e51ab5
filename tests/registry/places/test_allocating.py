"""Hamlets of a split commune: allocated to a part of it, once or corrected."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from services.registry.places.territory.allocating import (
    HamletAllocation,
    NotToBeAllocated,
    WentOnSince,
    allocation_proposals,
)
from services.registry.places.territory.facts import PlaceAltered, TerritoryFact
from services.registry.places.territory.hamlets import Hamlet, hamlet_proposals
from services.registry.places.territory.refusals import PlaceUnknown
from services.registry.places.territory.territory import Territory
from shared.vocabulary.calendar import DayNotCome
from shared.vocabulary.places import How
from shared.vocabulary.places.splitting import NotAPart
from shared.vocabulary.refusals import Refusal
from tests.registry.places.story import (
    BEFORE,
    CITY,
    MERGER,
    REFORM,
    SPLIT,
    TODAY,
    becomes,
    begins,
    enacted,
    ends,
    named,
    territory,
)
from tests.support import land
from tests.support.land import OF_COMMUNE, OF_PROVINCE
from tests.support.service_door import ServiceDoor

LOST = Hamlet(named("lost quarter"), named("ward 15"), "khu-pho", "Khu phố 1", None)
KEPT = Hamlet(named("quarter"), named("ward 4"), "khu-pho", "Khu phố 1", None)
LATER = date(2026, 1, 1)


def after_the_split(*more: TerritoryFact) -> Territory:
    before = territory(*CITY)
    before = enacted(before, *hamlet_proposals(before.tree, [LOST, KEPT], TODAY))
    return enacted(enacted(before, *MERGER, *SPLIT), *more)


def allocated(
    before: Territory, to: str, on: date | None = None, hamlet: str = "lost quarter"
) -> Sequence[TerritoryFact]:
    asked = HamletAllocation(named(hamlet), named(to), on, "7/NQ-HĐND")
    return before.enact(allocation_proposals(before.tree, asked, TODAY))


def test_a_hamlet_is_allocated_from_the_day_of_the_split() -> None:
    before = after_the_split()
    (fact,) = allocated(before, "new north")
    assert isinstance(fact, PlaceAltered)
    assert (fact.effective_on, fact.document_number) == (REFORM, "7/NQ-HĐND")
    assert before.tree.parent(LOST.place_id, REFORM) is None
    tree = enacted(before, fact).tree
    assert tree.parent(LOST.place_id, BEFORE) == named("ward 15")
    assert tree.parent(LOST.place_id, REFORM) == named("new north")


def test_allocated_later_it_lies_in_no_commune_until_then() -> None:
    before = after_the_split()
    tree = enacted(before, *allocated(before, "new south", LATER)).tree
    assert tree.parent(LOST.place_id, LATER - timedelta(days=1)) is None
    assert tree.parent(LOST.place_id, LATER) == named("new south")


def test_asking_twice_changes_nothing() -> None:
    once = after_the_split()
    once = enacted(once, *allocated(once, "new north"))
    assert allocated(once, "new north") == []


@pytest.mark.parametrize("first", [None, LATER])
def test_a_correction_holds_from_its_day_on(first: date | None) -> None:
    before = after_the_split()
    before = enacted(before, *allocated(before, "new north", first))
    tree = enacted(before, *allocated(before, "new south")).tree
    for day in (REFORM, LATER, TODAY):
        assert tree.parent(LOST.place_id, day) == named("new south")


def test_a_correction_of_a_later_day_leaves_what_was_before() -> None:
    before = after_the_split()
    before = enacted(before, *allocated(before, "new north"))
    tree = enacted(before, *allocated(before, "new south", LATER)).tree
    assert tree.parent(LOST.place_id, REFORM) == named("new north")
    assert tree.parent(LOST.place_id, LATER) == named("new south")


@pytest.mark.parametrize(
    ("hamlet", "to", "on", "refusal"),
    [
        ("lost quarter", "new ward", None, NotAPart),
        ("lost quarter", "ward 15", None, NotAPart),
        ("lost quarter", "new north", BEFORE, NotToBeAllocated),
        ("lost quarter", "new north", TODAY + timedelta(days=1), DayNotCome),
        ("quarter", "new ward", None, NotToBeAllocated),
        ("nothing", "new north", None, PlaceUnknown),
        ("new north", "new south", None, PlaceUnknown),
    ],
)
def test_what_is_not_waiting_or_no_part_is_refused(
    hamlet: str, to: str, on: date | None, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        allocated(after_the_split(), to, on, hamlet)


def test_what_went_on_with_its_part_is_not_corrected_behind_that() -> None:
    before = after_the_split()
    before = enacted(before, *allocated(before, "new north"))
    merged = enacted(
        before,
        begins("newest", "commune", "city", "27010", LATER),
        ends("new north", LATER),
        becomes("new north", "newest", How.WHOLE, LATER),
    )
    assert merged.tree.parent(LOST.place_id, LATER) == named("newest")
    with pytest.raises(WentOnSince):
        allocated(merged, "new south")


def test_a_hamlet_allocated_to_a_part_that_became_another_goes_on_with_it() -> None:
    merged = after_the_split(
        begins("newest", "commune", "city", "27010", LATER),
        ends("new north", LATER),
        becomes("new north", "newest", How.WHOLE, LATER),
    )
    tree = enacted(merged, *allocated(merged, "new north")).tree
    assert tree.parent(LOST.place_id, REFORM) == named("new north")
    assert tree.parent(LOST.place_id, LATER) == named("newest")


async def test_many_hamlets_are_each_answered(register: ServiceDoor) -> None:
    row = {"place_id": str(land.SPLIT_HAMLET), "to_place_id": str(land.COMMUNE)}
    rows = [row, row | {"to_place_id": str(land.ENDED_COMMUNE)}, row | {"place_id": "?"}]
    answer = (await register.post("/places/allocations/bulk", {"rows": rows}, OF_PROVINCE)).json()
    assert [each.get("code") for each in answer["rows"]] == [
        None, "registry.place-unknown", "web.invalid-body",
    ]  # fmt: skip
    found = (await register.get(f"/places/{land.SPLIT_HAMLET}", OF_PROVINCE)).json()
    assert found["parents"][0]["place_id"] == str(land.COMMUNE)


async def test_who_has_not_all_of_it_allocates_nothing(register: ServiceDoor) -> None:
    """A hamlet that waits lies in nobody's commune yet: a part alone does not take it."""
    row = {"place_id": str(land.SPLIT_HAMLET), "to_place_id": str(land.COMMUNE)}
    answer = await register.post("/places/allocations", row, OF_COMMUNE)
    assert answer.json()["code"] == "registry.place-unknown"
