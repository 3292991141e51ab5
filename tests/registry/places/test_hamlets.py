"""Hamlets: founded in a commune, carried along by what becomes of it."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from services.registry.places.territory.facts import PlaceEstablished, TerritoryFact
from services.registry.places.territory.hamlets import (
    Hamlet,
    HamletKindUnknown,
    HamletNameImplausible,
    HamletNameTaken,
    HamletNeedsCommune,
    hamlet_proposals,
)
from services.registry.places.territory.refusals import PlaceUnknown
from services.registry.places.territory.rules import (
    ChildrenInForce,
    ParentNotInForce,
    SuccessorNotInForce,
)
from services.registry.places.territory.territory import Territory
from shared.vocabulary.calendar import DayNotCome
from shared.vocabulary.folding import sounded
from shared.vocabulary.legacy_text import TextInLegacyEncoding
from shared.vocabulary.refusals import Refusal
from shared.vocabulary.writing import MixedAlphabets
from tests.registry.places.story import (
    BEFORE,
    CITY,
    MERGER,
    REFORM,
    SPLIT,
    TODAY,
    becomes,
    enacted,
    ends,
    named,
    territory,
)

QUARTER = Hamlet(named("quarter"), named("ward 4"), "khu-pho", "Khu phố 1", None)
LOST = Hamlet(named("lost quarter"), named("ward 15"), "khu-pho", "Khu phố 1", None)


def founded(before: Territory, *hamlets: Hamlet) -> Territory:
    return enacted(before, *hamlet_proposals(before.tree, hamlets, TODAY))


def test_a_hamlet_has_no_code_and_lies_in_its_commune() -> None:
    after = founded(territory(*CITY), QUARTER)
    found = after.tree.attributes(QUARTER.place_id, BEFORE)
    assert found is not None
    assert (found.level, found.code, found.parent_id) == ("hamlet", None, named("ward 4"))


def test_hamlets_of_a_wholly_merged_commune_go_with_it() -> None:
    after = enacted(founded(territory(*CITY), QUARTER), *MERGER)
    assert after.tree.parent(QUARTER.place_id, BEFORE) == named("ward 4")
    assert after.tree.parent(QUARTER.place_id, REFORM) == named("new ward")


def test_hamlets_of_a_split_commune_have_none_until_they_are_allocated() -> None:
    after = enacted(founded(territory(*CITY), LOST), *SPLIT)
    assert after.tree.in_force(LOST.place_id, REFORM)
    assert after.tree.parent(LOST.place_id, REFORM) is None


def test_a_hamlet_founded_afterwards_in_an_ended_commune_goes_the_same_way() -> None:
    after = founded(territory(*CITY, *MERGER, *SPLIT), QUARTER, LOST)
    assert after.tree.parent(QUARTER.place_id, BEFORE) == named("ward 4")
    assert after.tree.parent(QUARTER.place_id, REFORM) == named("new ward")
    assert after.tree.parent(LOST.place_id, REFORM) is None


def test_founding_the_same_hamlet_twice_changes_nothing() -> None:
    after = founded(territory(*CITY, *MERGER), QUARTER)
    assert after.enact(hamlet_proposals(after.tree, [QUARTER], TODAY)) == []


def test_a_commune_without_successors_cannot_leave_hamlets_behind() -> None:
    with pytest.raises(ChildrenInForce):
        founded(territory(*CITY), QUARTER).enact([ends("ward 4")])


def test_a_hamlet_is_not_older_than_its_commune() -> None:
    with pytest.raises(ParentNotInForce):
        founded(territory(*CITY, *MERGER), replace(QUARTER, commune_id=named("new ward")))


def test_nobody_founds_a_second_hamlet_of_one_name_in_a_commune() -> None:
    before = founded(territory(*CITY), QUARTER)
    twin = replace(QUARTER, place_id=uuid4(), name=" KHU  phố 1 ")
    with pytest.raises(HamletNameTaken):
        founded(before, twin)
    with pytest.raises(HamletNameTaken):
        founded(territory(*CITY), QUARTER, twin)
    assert founded(before, LOST)


TWINS = [
    ("Khu phố Hoà Lợi", "Khu phố Hòa Lợi"),
    ("Khu phố Đông Tư", "Khu phố \u00d0ông Tư"),
    ("Ấp Thuỷ Tạ", "ấp Thủy Tạ"),
    ("Buôn K'Tơ", "Buôn K’Tơ"),
    ("Buôn KʼTơ", "Buôn K`Tơ"),
    ("Buôn K´Tơ", "Buôn K＇Tơ"),
    ("Khu phố 01", "Khu phố 1"),
    ("Khu phố 1", "Khu phố １"),
    ("01", "1"),
    ("Ấp Tân Lập", "Ấp (Tân-Lập)."),
    ("Ấp Tân Lập", "Ấp\u00a0Tân\u3000Lập"),
    ("Ấp Tân Lập", "Ấp Ta\u0302n La\u0323\u0302p"),
    ("Ấp Tân Lập", "Ấp 𝐓ân Ｌập"),
]


@pytest.mark.parametrize(("one", "other"), [*TWINS, *(twins[::-1] for twins in TWINS)])
def test_a_twin_typed_otherwise_is_refused_alone_in_a_list_and_where_twins_are(
    one: str, other: str
) -> None:
    first, second, third = (
        replace(QUARTER, place_id=uuid4(), name=name) for name in (one, other, one)
    )
    before = founded(territory(*CITY), first)
    with pytest.raises(HamletNameTaken):
        founded(before, second)
    with pytest.raises(HamletNameTaken):
        founded(territory(*CITY), first, second)
    both = founded(before, replace(second, commune_id=named("ward 5")))
    merged = enacted(both, *MERGER)
    for twin, name in ((first, one), (second, other)):
        found = merged.tree.attributes(twin.place_id, REFORM)
        assert found is not None
        assert (sounded(found.name), found.parent_id) == (sounded(name), named("new ward"))
    with pytest.raises(HamletNameTaken):
        founded(merged, replace(third, commune_id=named("new ward"), valid_from=REFORM))


def test_hamlets_whose_names_sound_otherwise_stand_beside_each_other() -> None:
    names = ["Hòa", "Hóa", "Hoa", "Đông", "Dông", "Ấp 1", "Ấp 10", "Ấp 1-2", "Ấp 12", "I", "II"]
    hamlets = [replace(QUARTER, place_id=uuid4(), name=name) for name in names]
    assert founded(territory(*CITY), *hamlets)


def test_a_twin_kept_before_twins_were_known_stays_what_it_is() -> None:
    twins = [
        PlaceEstablished(uuid4(), "hamlet", "ap", name, None, named("ward 4"), None)
        for name in ("Hoà", "Hòa")
    ]
    before = territory(*CITY, *twins)
    for twin in twins:
        again = Hamlet(twin.place_id, named("ward 4"), "ap", twin.name, None)
        assert before.enact(hamlet_proposals(before.tree, [again], TODAY)) == []
    with pytest.raises(HamletNameTaken):
        founded(before, replace(QUARTER, name="HÒA"))


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (" Khu  phố １ ", "Khu phố 1"),
        ("\u00d0ông Hoà", "Đông Hoà"),
        ("Ho\u0300a", "Hòa"),
        ("Buôn K’Tơ", "Buôn K’Tơ"),
        ("Ấp 01", "Ấp 01"),
        ("Buôn Ƀlưk", "Buôn Ƀlưk"),
    ],
)
def test_a_name_is_kept_as_written_but_for_wrong_characters(written: str, kept: str) -> None:
    after = founded(territory(*CITY), replace(QUARTER, name=written))
    found = after.tree.attributes(QUARTER.place_id, BEFORE)
    assert found is not None
    assert found.name == kept


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "x" * 121,
        "a\x00b",
        "a\nb",
        "(-)",
        "Ấp\u200b1",
        "Ấp \u202e1",
        "Ấp \ud800",
        "阮",
        "Ấp ﻉ",
    ],
)
def test_a_name_that_cannot_be_is_refused(name: str) -> None:
    with pytest.raises(HamletNameImplausible):
        founded(territory(*CITY), replace(QUARTER, name=name))


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("Khu phố \u0410n Hòa", MixedAlphabets),
        ("Khu phố \u0391n Hòa", MixedAlphabets),
        ("Khu phè §«ng H\u00adng", TextInLegacyEncoding),
        ("Khu phoá Ñoâng Höng", TextInLegacyEncoding),
    ],
)
def test_a_name_in_wrong_letters_is_refused_for_that(name: str, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        founded(territory(*CITY), replace(QUARTER, name=name))


def test_a_hamlet_s_document_is_kept_in_one_form() -> None:
    (fact,) = territory(*CITY).enact(
        hamlet_proposals(
            territory(*CITY).tree, [replace(QUARTER, document_number="Số 12/QĐ – UBND")], TODAY
        )
    )
    assert fact.document_number == "12/QĐ-UBND"


def test_what_is_no_hamlet_is_refused() -> None:
    with pytest.raises(HamletKindUnknown):
        founded(territory(*CITY), replace(QUARTER, kind="phuong"))
    with pytest.raises(HamletNeedsCommune):
        founded(territory(*CITY), replace(QUARTER, commune_id=named("district")))
    with pytest.raises(PlaceUnknown):
        founded(territory(*CITY), replace(QUARTER, commune_id=uuid4()))


def test_a_hamlet_is_not_founded_on_a_day_to_come() -> None:
    with pytest.raises(DayNotCome):
        founded(territory(*CITY), replace(QUARTER, valid_from=date(2026, 11, 25)))


def test_communes_that_take_each_other_over_are_refused() -> None:
    circle: list[TerritoryFact] = [
        ends("ward 4"),
        ends("ward 5"),
        becomes("ward 4", "ward 5"),
        becomes("ward 5", "ward 4"),
    ]
    with pytest.raises(SuccessorNotInForce):
        enacted(founded(territory(*CITY), QUARTER), *circle)
