"""A place is found by what it is or was called, however that is typed."""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given as whatever
from hypothesis import settings
from hypothesis import strategies as any_

from shared.vocabulary.places import Attributes, Change, Entry, Tree
from shared.vocabulary.places.searching import PlaceNames, ever_within
from tests.vocabulary.lands import REFORM, becomes, begins, ends, named

BEFORE = date(2020, 1, 1)


def called(place: str, name: str, kind: str = "xa", parent: str | None = None) -> Entry:
    above = None if parent is None else named(parent)
    given = Attributes("commune", kind, name, None, above)
    return Entry(Change.ESTABLISHED, named(place), None, attributes=given)


def renamed(place: str, name: str, on: date = REFORM) -> Entry:
    given = Attributes("", "xa", name)
    return Entry(Change.ALTERED, named(place), on, attributes=given, changed=("name",))


NAMES = {
    "hoa phu": "Xã Hòa Phú",
    "hoa phú ward": "Phường Hòa Phú",
    "one": "Phường 1",
    "eleven": "Phường 11",
    "quy": "Thị trấn Quý Lộc",
    "city": "Thành phố Mỹ Tho",
    "tinh gia": "Huyện Tĩnh Gia",
    "ea": "Xã Ea H'Leo",
    "hamlet": "Ấp Tân Phú 2",
}
KINDS = {"Xã": "xa", "Phường": "phuong", "Thị": "thi-tran", "Thành": "thanh-pho"}
LAND = Tree(
    [
        *(called(p, name, KINDS.get(name.split()[0], "ap")) for p, name in NAMES.items()),
        called("renamed", "Xã Vĩnh Lộc"),
        renamed("renamed", "Xã Thanh Bình"),
    ]
)


def found(asked: str, tree: Tree = LAND) -> list[UUID]:
    return [match.place_id for match in PlaceNames().found(tree, asked)]


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        ("xa hoa phu", "hoa phu"),
        ("Xã Hoà Phú", "hoa phu"),
        ("x. hoa phu", "hoa phu"),
        ("P. Hòa Phú", "hoa phú ward"),
        ("phuong hoa phu", "hoa phú ward"),
        ("PHƯỜNG 01", "one"),
        ("p1", "one"),
        ("P.11", "eleven"),
        ("TT Quí Lộc", "quy"),
        ("qui loc", "quy"),
        ("TP Mĩ Tho", "city"),
        ("tinh gia", "tinh gia"),
        ("ea hleo", "ea"),
        ("vinh loc", "renamed"),
        ("Thanh Bình", "renamed"),
        ("tan phu", "hamlet"),
    ],
)
def test_a_name_is_found_as_people_type_it(asked: str, place: str) -> None:
    assert found(asked)[0] == named(place)


@pytest.mark.parametrize(("asked", "other"), [("Phường 1", "eleven"), ("phuong 11", "one")])
def test_a_number_is_none_that_looks_like_it(asked: str, other: str) -> None:
    assert named(other) not in found(asked)


def test_a_former_name_says_when_it_was_borne() -> None:
    (match, *_) = PlaceNames().found(LAND, "vĩnh lộc")
    assert (match.name, match.during.start, match.during.end) == ("Xã Vĩnh Lộc", date.min, REFORM)
    assert match.is_exact


@pytest.mark.parametrize("asked", ["Quý Lộc", "Quí Lộc", "qui loc", "TT quy loc"])
def test_y_and_i_are_alike_and_no_mistake(asked: str) -> None:
    (match, *_) = PlaceNames().found(LAND, asked)
    assert (match.place_id, match.is_exact) == (named("quy"), True)


def test_who_says_the_kind_gets_that_kind_first_and_the_others_after() -> None:
    ward, commune = named("hoa phú ward"), named("hoa phu")
    assert found("phường hòa phú")[:2] == [ward, commune]
    assert found("xã hòa phú")[:2] == [commune, ward]


def test_marks_that_are_typed_decide_between_names_that_are_bare_alike() -> None:
    tree = Tree([called("a", "Xã Hòa Phú"), called("b", "Xã Hóa Phủ"), called("c", "Xã Hoa Phú")])
    for place, name in (("a", "Hoà Phú"), ("b", "hoá phủ"), ("c", "HOA PHÚ")):
        assert found(name, tree)[0] == named(place)


def test_nothing_is_found_by_what_is_no_name() -> None:
    assert found("...") == found("zzzzzz") == []


def test_so_many_are_given_as_are_asked_for_the_best_of_those_wanted() -> None:
    names = PlaceNames()
    (first,) = names.found(LAND, "hoa phu", 1)
    others = names.found(LAND, "hoa phu", 5, lambda place: place.place_id != first.place_id)
    assert first.place_id == named("hoa phú ward")
    assert others[0].place_id == named("hoa phu")


def test_names_follow_the_tree_that_is_asked_of() -> None:
    names = PlaceNames()
    (match,) = names.found(Tree([called("x", "Xã Bến Lức")]), "ben luc")
    assert match.place_id == named("x")
    later = Tree([called("x", "Xã Bến Lức"), renamed("x", "Xã Gò Đen"), called("y", "Xã Ba Tri")])
    assert [m.name for m in names.found(later, "bến lức")] == ["Xã Bến Lức"]
    assert [m.name for m in names.found(later, "gò đen")] == ["Xã Gò Đen"]
    assert names.found(Tree([called("y", "Xã Ba Tri")]), "gò đen") == []


ABOVE = Tree(
    [
        begins("old province", "province"),
        begins("new province", "province", on=REFORM),
        begins("old", "commune", "old province"),
        begins("new", "commune", "new province", on=REFORM),
        *(ends(each) for each in ("old province", "old")),
        becomes("old province", "new province"),
        becomes("old", "new"),
    ]
)


@pytest.mark.parametrize(
    ("above", "within"),
    [
        ("old province", {"old province", "old"}),
        ("new province", {"new province", "new", "old province", "old"}),
        ("new", {"new", "old"}),
        ("old", {"old"}),
    ],
)
def test_what_is_over_lay_where_it_lay_and_is_in_what_became_of_it(
    above: str, within: set[str]
) -> None:
    assert ever_within(ABOVE, named(above)) == {named(each) for each in within}


def test_places_in_a_circle_are_within_each_other() -> None:
    tree = Tree([begins("x", "x", "y"), begins("y", "x", "x"), becomes("x", "y")])
    assert ever_within(tree, named("x")) == {named("x"), named("y")}


LETTERS = "abcdefghijklmnopqrstuvwxyzáàảãạăâđêôơưéèíìóòúùý"
SYLLABLES = [
    "Tân",
    "Phú",
    "Hòa",
    "Bình",
    "Vĩnh",
    "Lộc",
    "Mỹ",
    "Thạnh",
    "Đông",
    "Quý",
    "An",
    "Khánh",
]


def plain(text: str) -> str:
    apart = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


@any_.composite
def mistyped(draw: any_.DrawFn, name: str) -> str:
    """Without marks or with one letter wrong, missing, too much or two of them turned round."""
    at = [n for n, sign in enumerate(name) if sign.isalpha()]
    place = draw(any_.sampled_from(at))
    letter = draw(any_.sampled_from(LETTERS))
    ways = [
        plain(name),
        name[:place] + letter + name[place + 1 :],
        name[:place] + name[place + 1 :],
        name[:place] + letter + name[place:],
        name[:place] + name[place : place + 2][::-1] + name[place + 2 :],
    ]
    return draw(any_.sampled_from(ways))


@any_.composite
def a_name(draw: any_.DrawFn) -> str:
    kind = draw(any_.sampled_from(["Xã", "Phường", "Thị trấn", "Ấp"]))
    words: Sequence[str] = draw(any_.lists(any_.sampled_from(SYLLABLES), min_size=2, max_size=3))
    number = draw(any_.sampled_from(["", " 1", " 11"]))
    return f"{kind} {' '.join(words)}{number}"


@settings(max_examples=60, deadline=None)
@whatever(any_.data(), any_.lists(a_name(), min_size=2, max_size=12, unique=True))
def test_a_present_or_former_name_with_one_mistake_finds_its_place_among_the_first(
    data: any_.DataObject, names: list[str]
) -> None:
    entries = [called(str(n), name) for n, name in enumerate(names[:-1])]
    entries.append(replace(renamed("0", names[-1])))
    tree = Tree(entries)
    number = data.draw(any_.sampled_from(range(len(names))))
    asked = data.draw(mistyped(names[number]))
    place = named("0" if number == len(names) - 1 else str(number))
    assert place in found(asked, tree)[: len(names)]
