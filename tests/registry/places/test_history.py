"""The history of a place: every decree along what it came of and what became of it."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from services.registry.places.territory.history import Happened, What, history
from shared.vocabulary.places import Attributes, Change, Entry, How, Tree
from tests.support import land
from tests.support.land import OF_HAMLET
from tests.support.service_door import ServiceDoor
from tests.vocabulary.lands import REFORM, becomes, begins, ends, named

FIRST, SECOND = date(2012, 1, 1), date(2021, 1, 1)


def renamed(place: str, on: date, name: str) -> Entry:
    given = Attributes("", "x", name)
    return Entry(Change.ALTERED, named(place), on, attributes=given, changed=("name",))


LAND = Tree(
    [
        *(begins(each, "commune") for each in ("a", "b", "stranger")),
        begins("c", "commune", on=FIRST),
        *(begins(each, "commune", on=REFORM) for each in ("d", "e")),
        ends("a", FIRST),
        ends("b", FIRST),
        becomes("a", "c", on=FIRST),
        becomes("b", "c", on=FIRST),
        renamed("c", SECOND, "c anew"),
        ends("c"),
        becomes("c", "d", How.PART),
        becomes("c", "e", How.PART),
        becomes("stranger", "e", How.PART),
    ]
)


def told(place: str, tree: Tree = LAND) -> list[tuple[date | None, list[Happened]]]:
    found = history(tree, named(place))
    return [(each.effective_on, list(each.happened)) for each in found]


def went(place: str, heir: str, how: How) -> Happened:
    return Happened(What.SUCCEEDED, named(place), successor_id=named(heir), how=how)


def test_a_history_goes_back_to_the_first_and_on_to_the_last() -> None:
    assert told("c") == [
        (None, [Happened(What.ESTABLISHED, named(each)) for each in ("a", "b")]),
        (
            FIRST,
            [
                Happened(What.ESTABLISHED, named("c")),
                Happened(What.ENDED, named("a")),
                Happened(What.ENDED, named("b")),
                went("a", "c", How.WHOLE),
                went("b", "c", How.WHOLE),
            ],
        ),
        (SECOND, [Happened(What.RENAMED, named("c"), "c", "c anew")]),
        (
            REFORM,
            [
                Happened(What.ESTABLISHED, named("d")),
                Happened(What.ESTABLISHED, named("e")),
                Happened(What.ENDED, named("c")),
                went("c", "d", How.PART),
                went("c", "e", How.PART),
                went("stranger", "e", How.PART),
            ],
        ),
    ]


def test_a_history_is_that_of_the_place_and_not_of_its_siblings() -> None:
    of_d = [each for _, happened in told("d") for each in happened]
    assert Happened(What.ESTABLISHED, named("e")) not in of_d
    assert went("c", "e", How.PART) in of_d
    assert went("a", "c", How.WHOLE) in of_d


def test_what_was_corrected_is_told_as_it_is_now() -> None:
    later = date(2025, 8, 1)
    tree = LAND.with_([ends("c", later), becomes("c", "d", How.WHOLE, later)])
    ended = [on for on, happened in told("c", tree) for each in happened if each == ENDED]
    assert ended == [later]


ENDED = Happened(What.ENDED, named("c"))


def test_places_in_a_circle_have_a_history_that_ends() -> None:
    tree = Tree([begins("x", "x"), begins("y", "x"), becomes("x", "y"), becomes("y", "x")])
    assert len(told("x", tree)) == 2


def test_by_one_document_on_one_day_is_one_decree() -> None:
    first, second = (
        Entry(Change.ENDED, named(each), REFORM, document_number=f"{n}/QĐ-UBND")
        for n, each in enumerate("ab", 1)
    )
    heirs = [begins("h", "x"), becomes("a", "h"), becomes("b", "h")]
    tree = Tree([begins("a", "x"), begins("b", "x"), first, second, *heirs])
    numbers = [decree.document_number for decree in history(tree, named("h"))]
    assert numbers == [None, None, "1/QĐ-UBND", "2/QĐ-UBND"]


async def ask(register: ServiceDoor, place_id: UUID) -> Any:
    return (await register.get(f"/places/{place_id}/history", OF_HAMLET)).json()


async def test_a_history_is_told_at_the_door_with_names_of_the_day(register: ServiceDoor) -> None:
    found = await ask(register, land.ENDED_COMMUNE)
    assert found["place"]["code"] == "26968"
    open_, reform = found["decrees"]
    assert (open_["effective_on"], reform["effective_on"]) == (None, "2025-07-01")
    whole = [
        (each["place"]["code"], each["successor"]["code"], each["how"])
        for each in reform["happened"]
        if each["what"] == "succeeded"
    ]
    assert ("26968", "27301", "whole") in whole
    assert (await ask(register, uuid4()))["code"] == "registry.place-unknown"
