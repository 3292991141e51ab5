"""What a document does to the territory, and what is refused with the number of its row."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from services.registry.places.territory.reorganisation.document import (
    DocumentOtherwise,
    Reorganisation,
    Row,
)
from services.registry.places.territory.reorganisation.refusals import ReorganisationWrong
from shared.eventstore.facts import fold
from shared.vocabulary.documents import DocumentNumberMalformed
from shared.vocabulary.places import How, Place, Tree
from tests.registry.places.reorganisation.papers import (
    NUMBER,
    after,
    commune,
    decided,
    document,
    moved,
    only,
    over,
    part,
    whole,
    wrong,
)
from tests.registry.places.story import BEFORE, CITY, REFORM, begins, ends, named, territory

LAND = territory(
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


def of(tree: Tree, place_id: UUID) -> Place:
    place = tree.place(place_id)
    assert place is not None
    return place


def test_a_document_merges_communes_into_one_that_takes_the_code_of_one_of_them() -> None:
    tree = after(LAND, *MERGER).tree
    heir = tree.by_code("26968", REFORM)
    assert heir is not None
    assert tree.by_code("26968", BEFORE) == named("ward 4")
    assert [link.place_id for link in of(tree, heir).predecessors] == [
        named("ward 4"),
        named("ward 5"),
    ]
    assert tree.parent(heir, REFORM) == named("city")
    assert not tree.in_force(named("district"), REFORM)
    assert tree.parent(named("hamlet 4"), REFORM) == heir
    assert tree.parent(named("ward 15"), REFORM) == named("city")


def test_hamlets_of_a_divided_commune_wait_for_their_allocation() -> None:
    done = decided(LAND, *SPLIT)
    assert (done.hamlets_moved, done.hamlets_unallocated) == (0, 1)
    tree = after(LAND, *SPLIT).tree
    assert tree.parent(named("hamlet 15"), REFORM) is None
    assert {link.how for link in of(tree, named("ward 15")).successors} == {How.PART}


def test_a_place_keeps_what_no_part_takes_if_a_row_says_so() -> None:
    rows = (commune("27010", "766"), part("27007", "27007"), part("27007", "27010"))
    tree = after(LAND, *rows).tree
    assert tree.in_force(named("ward 15"), REFORM)
    assert len(of(tree, named("ward 15")).successors) == 1
    assert tree.parent(named("hamlet 15"), REFORM) == named("ward 15")


def test_what_lies_in_a_province_that_goes_over_goes_on_in_the_other() -> None:
    tree = after(LAND, whole("79", "80")).tree
    assert tree.ancestors(named("hamlet 4"), REFORM)[-1] == named("second")
    assert tree.parent(named("district"), REFORM) == named("second")
    assert tree.by_code("79", REFORM) is None


def test_a_code_of_a_province_goes_to_another_name() -> None:
    north = Row("made", level="province", kind="tinh", name="Tỉnh Tây Ninh", code="80")
    tree = after(LAND, north, whole("79", "80"), whole("80", "80")).tree
    heir = tree.by_code("80", REFORM)
    assert heir not in (None, named("second"))
    assert tree.parent(named("district"), REFORM) == heir


def test_places_stay_under_another_name_kind_or_code() -> None:
    rows = (
        Row("renamed", "26968", name="Phường Bốn", code="26970"),
        Row("retyped", "26989", kind="xa", name="Xã Năm"),
    )
    tree = after(LAND, *rows).tree
    four = tree.attributes(named("ward 4"), REFORM)
    five = tree.attributes(named("ward 5"), REFORM)
    assert four is not None
    assert five is not None
    assert (four.name, four.code, four.kind) == ("Phường Bốn", "26970", "x")
    assert (five.name, five.code, five.kind) == ("Xã Năm", "26989", "xa")


def test_a_place_renamed_as_another_is_succeeded_by_it() -> None:
    rows = (commune("26970", "766", "Phường Bốn"), Row("renamed", "26968", "26970"))
    (link,) = of(after(LAND, *rows).tree, named("ward 4")).successors
    assert link.how is How.RENAMED


def test_a_row_may_name_places_by_id_and_by_handle() -> None:
    group = Row("made", handle="khu", level="area", kind="khu-vuc", name="Khu vực 1", parent="79")
    rows = (group, moved(str(named("ward 4")), "khu"))
    tree = after(LAND, *rows).tree
    above = tree.parent(named("ward 4"), REFORM)
    assert above is not None
    assert of(tree, above).last.name == "Khu vực 1"


def test_a_document_is_announced_ahead_and_takes_effect_on_its_day() -> None:
    day = date(2030, 1, 1)
    tree = after(LAND, *MERGER, on=day).tree
    assert tree.by_code("26968", day - timedelta(days=1)) == named("ward 4")
    assert tree.by_code("26968", day) != named("ward 4")


def test_the_order_of_rows_does_not_matter() -> None:
    forth, back = after(LAND, *MERGER), after(LAND, *reversed(MERGER))
    assert {place.last for place in forth.tree} == {place.last for place in back.tree}
    assert document(*MERGER).digest == document(*reversed(MERGER)).digest


def test_the_same_document_is_known_again_and_one_with_other_rows_or_another_day_is_refused() -> (
    None
):
    first = document(*MERGER)
    known: Reorganisation = fold(Reorganisation(), Reorganisation().announce(first))
    assert known.announce(document(*reversed(MERGER), number=f"Nghị quyết số {NUMBER}")) == []
    for other in (document(*SPLIT), replace(first, effective_on=BEFORE)):
        with pytest.raises(DocumentOtherwise):
            known.announce(other)


def test_what_is_no_number_of_a_document_is_refused() -> None:
    with pytest.raises(DocumentNumberMalformed):
        document(*MERGER, number="see the letter")


@pytest.mark.parametrize("number", ["2750-CV/HU", "123/QĐ-UBND"])
def test_the_number_of_the_document_stands_at_every_change(number: str) -> None:
    done = document(*MERGER, number=f"Số {number}")
    assert done.document_number == number


HOLES = [
    ((over("27007"),), only("left-behind", 1)),
    ((over("26989"),), only("nothing-takes-over", 1)),
    ((over("766"),), only("left-behind", 1)),
    ((commune("27010", "766"), part("27007", "27010")), only("rest-goes-nowhere", 2)),
    ((part("27007", "27007"),), only("rest-goes-nowhere", 1)),
    ((part("766", "79"), part("766", "80")), only("left-behind", 1, 2)),
]
OVERLAPS = [
    ((whole("26968", "26989"), whole("26968", "27007")), only("goes-over-twice", 1, 2)),
    ((whole("26968", "26989"), part("26968", "27007")), only("goes-over-twice", 1, 2)),
    ((part("26968", "26989"), part("26968", "26989")), only("goes-over-twice", 1, 2)),
    ((whole("26968", "26989"), over("26968")), only("goes-over-twice", 1, 2)),
    ((whole("26968", "26989"), moved("26968", "79")), only("goes-over-twice", 1, 2)),
    ((commune("27010", "766"),), only("made-of-nothing", 1)),
    (
        (commune("27010", "79"), commune("27010", "79"), whole("26968", "27010")),
        only("made-twice", 1, 2),
    ),
    ((commune("26989", "766"), whole("26968", "26989")), only("code-taken", 1, 2)),
]
CYCLES = [
    ((whole("26968", "26989"), whole("26989", "26968")), only("goes-in-a-circle", 1, 2)),
    ((whole("26968", "26968"),), only("goes-in-a-circle", 1)),
    ((whole("26968", "26989"), whole("26989", "27007")), only("successor-ends", 1)),
]
OTHERS = [
    ((whole("26968", "99999"),), only("place-unknown", 1)),
    ((whole("99999", "26968"), moved("26989", "99999")), only("place-unknown", 1, 2)),
    ((Row("whole", "26968"),), only("row-incomplete", 1)),
    ((Row("renamed", "26968", "26989", name="Phường"),), only("row-incomplete", 1)),
    ((Row("made", level="commune", kind="xa", name="Xã"),), only("row-incomplete", 1)),
    ((Row("renamed", "26968", name="..."),), only("hamlet-name-implausible", 1)),
    ((moved("79", "766"),), only("place-within-itself", 1)),
    ((moved(str(named("hamlet 4")), "79"),), only("hamlet-needs-commune", 1)),
    (
        (Row("made", handle="ap", level="hamlet", kind="x", name="Ấp 1", parent="26968"),),
        only("hamlet-kind-unknown", 1),
    ),
    (
        (Row("renamed", "26968", name="A"), Row("renamed", "26968", name="B")),
        only("changes-contradict", 1, 2),
    ),
]


@pytest.mark.parametrize(("rows", "found"), [*HOLES, *OVERLAPS, *CYCLES, *OTHERS])
def test_a_wrong_row_is_named_with_what_is_wrong(
    rows: tuple[Row, ...], found: dict[int, list[str]]
) -> None:
    assert wrong(LAND, *rows) == found


def test_every_wrong_row_is_named_at_once() -> None:
    rows = (over("26989"), whole("26968", "26968"), commune("27010", "766"), *MERGER[3:4])
    assert wrong(LAND, *rows) == (
        only("nothing-takes-over", 1) | only("goes-in-a-circle", 2) | only("made-of-nothing", 3)
    )


def test_of_many_wrong_rows_enough_are_told() -> None:
    with pytest.raises(ReorganisationWrong) as refused:
        decided(LAND, *[whole("99999", "26968")] * 60)
    assert len(refused.value.parts) == 50
    assert refused.value.fields["number"] == 60


def test_a_day_that_contradicts_what_is_announced_is_refused() -> None:
    announced = after(LAND, *MERGER)
    assert wrong(announced, whole("26989", "27007"), on=BEFORE) == only("announced-otherwise", 1)
    assert wrong(announced, whole("26989", "27007"), on=date(2026, 1, 1)) == only(
        "place-unknown", 1
    )
    ended = territory(*CITY, ends("ward 5"))
    late = whole(str(named("ward 5")), "27007")
    assert wrong(ended, late, on=date(2026, 1, 1)) == only("change-outside-validity", 1)


def test_who_is_announced_to_take_over_does_not_end_before() -> None:
    announced = after(LAND, whole("26989", "27007"))
    for day in (REFORM, BEFORE):
        rows = (moved("26968", "79"), whole("27007", "26968"))
        assert wrong(announced, *rows, on=day) == only("successor-not-in-force", 2)


def test_two_documents_do_not_give_one_place_on_one_day() -> None:
    cut = after(LAND, commune("27010", "766"), part("27007", "27007"), part("27007", "27010"))
    assert wrong(cut, whole("27007", "26989")) == only("goes-over-already", 1)


def test_hamlets_of_a_commune_that_was_cut_and_later_goes_over_whole_go_with_it() -> None:
    cut = after(LAND, commune("27010", "766"), part("27007", "27007"), part("27007", "27010"))
    day = date(2026, 1, 1)
    tree = after(cut, whole("27007", "26989"), on=day).tree
    assert tree.parent(named("hamlet 15"), day) == named("ward 5")
    assert tree.place_on(named("ward 15"), day).place_id == named("ward 5")


def test_who_does_not_reach_every_place_of_a_row_is_told_that_it_is_not_there() -> None:
    allowed = {named(name) for name in ("city", "ward 4", "ward 5")}
    rows = (whole("26968", "26989"), moved("27007", "79"), moved("26989", "80"))
    assert wrong(LAND, *rows, reaches=allowed.__contains__) == only("place-unknown", 2, 3)
    north = Row("made", level="province", kind="tinh", name="Tỉnh Tây Ninh", code="81")
    assert wrong(LAND, north, reaches=allowed.__contains__) == only("place-unknown", 1)
