"""Any sequence of documents, on days in any order, leaves no hole and no overlap."""

from datetime import date, timedelta
from uuid import UUID

from hypothesis import event, given, settings
from hypothesis import strategies as any_

from services.registry.places.territory.reorganisation.document import Row
from services.registry.places.territory.territory import Territory
from shared.eventstore.facts import fold
from shared.vocabulary.places import How, Place, Tree
from shared.vocabulary.refusals import Refusal
from tests.registry.places.reorganisation.papers import decided, moved, over, part, whole
from tests.registry.places.story import begins, territory

FIRST = date(2025, 1, 1)
DAYS = [FIRST + timedelta(days=30 * n) for n in range(1, 5)]
ONE = timedelta(days=1)
LAND = territory(
    begins("p1", "province", code="10"),
    begins("p2", "province", code="20"),
    begins("d1", "district", "p1", "101"),
    begins("d2", "district", "p1", "102"),
    *(begins(f"c{n}", "commune", f"d{1 + n % 2}", f"1000{n}") for n in range(5)),
    begins("c5", "commune", "p2", "20000"),
    *(begins(f"h{n}{m}", "hamlet", f"c{n}") for n in range(6) for m in range(2)),
)


@any_.composite
def documents(draw: any_.DrawFn, tree: Tree, day: date) -> list[Row]:
    """Mostly such as may be decreed, now and then not; places by their ids."""

    def some(level: str) -> str:
        found = [str(each.place_id) for each in tree if each.level == level and day in each.span]
        return draw(any_.sampled_from(sorted(found))) if found else "99999"

    def new(level: str) -> Row:
        code = draw(any_.sampled_from(["30001", "30002", "10000", "10001"]))
        return Row(
            "made", level=level, kind="xa", name="Xã Mới", code=code, parent=some("province")
        )

    commune, other, made = some("commune"), some("commune"), new("commune")
    wanted = [
        [made, whole(commune, str(made.code)), whole(other, str(made.code))],
        [whole(commune, other)],
        [made, part(commune, str(made.code)), part(commune, other)],
        [made, part(commune, str(made.code)), part(commune, commune)],
        [whole(some("province"), some("province"))],
        [Row("renamed", commune, name="Xã Khác"), moved(other, some("province"))],
        [Row("renamed", commune, name="Xã Khác", code="30002")],
        [over(some("district")), moved(commune, some("province"))],
        [over(d := some("district")), *(moved(c, some("province")) for c in _inside(tree, d, day))],
        [whole(some("hamlet"), some("hamlet"))],
        [part(commune, other)],
        [over(commune)],
    ]
    lists = draw(any_.lists(any_.sampled_from(wanted), min_size=1, max_size=2))
    return [row for rows in lists for row in rows]


def _inside(tree: Tree, place_id: str, day: date) -> list[str]:
    return [] if place_id == "99999" else [str(each) for each in tree.children(UUID(place_id), day)]


@settings(deadline=None, max_examples=60)
@given(any_.data())
def test_any_sequence_keeps_every_place_without_hole_or_overlap_on_every_day(
    data: any_.DataObject,
) -> None:
    land: Territory = LAND
    for _ in range(data.draw(any_.integers(1, 6))):
        day = data.draw(any_.sampled_from(DAYS))
        rows = data.draw(documents(land.tree, day))
        try:
            facts = decided(land, *rows, on=day).facts
        except Refusal as refusal:
            event(f"refused: {refusal.code}")
            continue
        event("recorded")
        land = fold(land, facts)
    for day in (moment for each in DAYS for moment in (each - ONE, each)):
        in_order(land.tree, day)


def in_order(tree: Tree, day: date) -> None:
    for place in tree:
        if day in place.span:
            _lies_somewhere(tree, place, day)
        elif place.ended_on is not None and place.ended_on <= day:
            _went_on(tree, place)
    for place in tree:
        if place.level == "commune" and place.start == date.min:
            found = tree.place_on(place.place_id, day)
            assert found.place_id is not None or not found.allocated, "its ground is lost"


def _lies_somewhere(tree: Tree, place: Place, day: date) -> None:
    """In one place in force, or in none: a province, and a hamlet of what was divided."""
    parent = tree.parent(place.place_id, day)
    if parent is not None:
        assert tree.in_force(parent, day)
        assert [parent] == [
            each.place_id for each in tree if place.place_id in _in(tree, each, day)
        ]
    elif place.level == "hamlet":
        former = [above for _, above in place.parents_through() if above is not None][-1]
        assert all(link.how is How.PART for link in _known(tree, former).successors)
    else:
        assert place.level == "province"


def _in(tree: Tree, place: Place, day: date) -> tuple[UUID, ...]:
    return tree.children(place.place_id, day) if day in place.span else ()


def _went_on(tree: Tree, place: Place) -> None:
    """All of it in one, or parts of it in several; or it held others, all of which went on."""
    hows = [link.how for link in place.successors if link.effective_on == place.ended_on]
    wholes = [how for how in hows if how is not How.PART]
    if hows:
        assert (len(wholes), len(hows)) == (1, 1) or (not wholes and len(hows) > 1)
        for link in place.successors:
            assert tree.in_force(link.place_id, link.effective_on)
    else:
        assert place.level == "district"
        assert tree.ever_children(place.place_id)


def _known(tree: Tree, place_id: UUID) -> Place:
    found = tree.place(place_id)
    assert found is not None
    return found
