"""The territory decides on whole reorganisations."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.registry.places.territory.facts import PlaceAltered, TerritoryFact
from services.registry.places.territory.refusals import PlaceUnknown
from services.registry.places.territory.rules import (
    ChangeOutsideValidity,
    ChangesContradict,
    ChildrenInForce,
    CodeTaken,
    ParentNotInForce,
    PlaceAlreadyEnded,
    PlaceAlreadyEstablished,
    PlaceNameMalformed,
    PlaceTooDeep,
    PlaceWithinItself,
    SuccessorNotInForce,
)
from shared.vocabulary.documents import DocumentNumberMalformed
from shared.vocabulary.places import DEEPEST, How
from tests.registry.places.story import (
    BEFORE,
    CITY,
    MERGER,
    REFORM,
    SPLIT,
    altered,
    becomes,
    begins,
    enacted,
    ends,
    named,
    territory,
)


def test_a_merger_is_enacted_in_one_command() -> None:
    after = enacted(territory(*CITY), *MERGER)
    assert after.tree.by_code("26968", BEFORE) == named("ward 4")
    assert after.tree.by_code("26968", REFORM) == named("new ward")


def test_the_order_of_a_list_does_not_matter() -> None:
    asked: list[TerritoryFact] = [*CITY, *MERGER, *SPLIT, ends("district")]
    there = enacted(territory(), *asked)
    back = enacted(territory(), *reversed(asked))
    assert {place.last for place in there.tree} == {place.last for place in back.tree}


def test_a_place_is_told_of_after_its_establishment() -> None:
    asked: list[TerritoryFact] = [
        altered("city", "name", "City", REFORM),
        begins("city", "province", on=REFORM),
    ]
    after = enacted(territory(), *asked)
    assert after.enact(asked) == []
    found = after.tree.attributes(named("city"), REFORM)
    assert found is not None
    assert found.name == "City"


def test_asking_twice_changes_nothing() -> None:
    after = enacted(territory(*CITY), *MERGER)
    assert after.enact(MERGER) == []
    assert after.enact([MERGER[0], MERGER[0]]) == []


def test_a_proposal_twice_in_one_list_is_one() -> None:
    assert len(territory(*CITY).enact([*MERGER, *MERGER])) == len(MERGER)


def test_a_place_is_established_only_once() -> None:
    with pytest.raises(PlaceAlreadyEstablished):
        territory(*CITY).enact([begins("ward 4", "commune", "district", "00001")])
    with pytest.raises(PlaceAlreadyEstablished):
        territory().enact([begins("city", "province"), begins("city", "province", code="80")])


def test_a_parent_must_be_known() -> None:
    with pytest.raises(PlaceUnknown):
        territory().enact([begins("ward 4", "commune", "district")])


def test_a_parent_must_be_in_force_for_as_long_as_it_has_the_place() -> None:
    city = begins("city", "province", on=REFORM)
    with pytest.raises(ParentNotInForce) as refused:
        territory(city).enact([begins("ward 4", "commune", "city")])
    assert refused.value.fields["day"] == REFORM - timedelta(days=1), "the ward's beginning is open"


def test_a_place_that_holds_others_cannot_end_alone() -> None:
    with pytest.raises(ChildrenInForce):
        territory(*CITY).enact([ends("district")])


def test_a_place_may_end_together_with_what_it_holds_or_after_it_moved() -> None:
    wards: list[TerritoryFact] = [
        ends("ward 5"),
        ends("ward 15"),
        altered("ward 4", "parent_id", named("city")),
    ]
    after = enacted(territory(*CITY), ends("district"), *wards)
    assert after.tree.parent(named("ward 4"), REFORM) == named("city")
    assert after.tree.parent(named("ward 4"), BEFORE) == named("district")


def test_a_code_is_that_of_one_place_of_a_level_a_day() -> None:
    with pytest.raises(CodeTaken):
        territory(*CITY).enact([begins("ward 6", "commune", "district", "26968")])
    with pytest.raises(CodeTaken):
        territory(*CITY).enact([altered("ward 5", "code", "26968", date(2024, 1, 1))])


def test_a_code_is_free_from_the_day_its_place_ended() -> None:
    after = enacted(territory(*CITY), ends("ward 4"))
    after = enacted(after, begins("ward 6", "commune", "district", "26968", REFORM))
    assert after.tree.by_code("26968", REFORM) == named("ward 6")


def test_a_place_never_lies_within_itself() -> None:
    with pytest.raises(PlaceWithinItself):
        territory(*CITY).enact([altered("city", "parent_id", named("ward 4"))])
    with pytest.raises(PlaceWithinItself):
        territory().enact([begins("a", "x", "b"), begins("b", "x", "a")])


def test_places_lie_in_each_other_only_so_deep() -> None:
    line = [begins(str(n), "x", str(n - 1) if n else None) for n in range(10_000)]
    assert len(territory().enact(line[: DEEPEST + 1])) == DEEPEST + 1
    with pytest.raises(PlaceTooDeep):
        territory().enact(line)


def test_a_change_falls_into_the_days_its_place_is_in_force() -> None:
    ended = territory(*CITY, ends("ward 4"))
    with pytest.raises(ChangeOutsideValidity):
        ended.enact([altered("ward 4", "name", "later", date(2026, 1, 1))])
    with pytest.raises(ChangeOutsideValidity):
        territory(begins("city", "province", on=REFORM)).enact([ends("city", BEFORE)])


def test_an_end_is_told_once() -> None:
    with pytest.raises(PlaceAlreadyEnded):
        territory(*CITY, ends("ward 4")).enact([ends("ward 4", date(2026, 1, 1))])


def test_a_place_not_on_the_books_can_neither_change_nor_end() -> None:
    for proposal in (ends("nowhere"), altered("nowhere", "name", "x"), becomes("nowhere", "city")):
        with pytest.raises(PlaceUnknown):
            territory(*CITY).enact([proposal])


def test_a_successor_must_be_on_the_books() -> None:
    with pytest.raises(PlaceUnknown):
        territory(*CITY).enact([ends("ward 4"), becomes("ward 4", "nowhere")])
    within = altered("ward 5", "parent_id", named("nowhere"))
    with pytest.raises(PlaceUnknown):
        territory(*CITY).enact([within, becomes("ward 4", "nowhere", How.PART)])


def test_a_successor_is_another_place_in_force_on_the_day() -> None:
    for heir in ("ward 4", "new ward"):
        later = begins("new ward", "commune", "city", on=date(2026, 1, 1))
        with pytest.raises(SuccessorNotInForce):
            territory(*CITY, later).enact([ends("ward 4"), becomes("ward 4", heir)])


def test_a_place_does_not_end_on_the_day_on_which_it_takes_over() -> None:
    after = enacted(territory(*CITY), ends("ward 4"), becomes("ward 4", "ward 5"))
    for day in (REFORM, REFORM - timedelta(days=1)):
        with pytest.raises(SuccessorNotInForce):
            after.enact([ends("ward 5", day), becomes("ward 5", "ward 15", on=day)])


def test_an_alteration_tells_the_attributes_it_leaves_alone_too() -> None:
    (fact,) = territory(*CITY).enact([altered("ward 4", "name", "Phường Bốn")])
    assert fact == replace(
        altered("ward 4", "name", "Phường Bốn"), code="26968", parent_id=named("district")
    )


def test_changes_that_undo_each_other_over_time_are_both_told() -> None:
    away = altered("ward 4", "name", "Phường Bốn", date(2024, 1, 1))
    back = altered("ward 4", "name", "ward 4", date(2025, 1, 1))
    after = enacted(territory(*CITY), back, away)
    found = after.tree.attributes(named("ward 4"), BEFORE)
    assert found is not None
    assert found.name == "ward 4"
    assert after.enact([back, away]) == []


def test_changes_that_contradict_each_other_are_refused() -> None:
    names = [altered("ward 4", "name", name) for name in ("one", "other")]
    with pytest.raises(ChangesContradict):
        territory(*CITY).enact(names)


@pytest.mark.parametrize(
    "text", ["see the letter", "0912345678 Nguyễn Văn A", "12/QĐ\u0000", "12/QĐ\u202e"]
)
def test_what_is_no_number_of_a_document_is_refused_for_every_change(text: str) -> None:
    changes: list[TerritoryFact] = [
        begins("ward 6", "commune", "city", on=REFORM),
        altered("ward 4", "name", "Phường Bốn"),
        ends("ward 5"),
        becomes("ward 5", "ward 4"),
    ]
    for change in changes:
        asked = [replace(change, document_number=text)]
        with pytest.raises(DocumentNumberMalformed):
            territory(*CITY).enact(asked)
        with pytest.raises(DocumentNumberMalformed):
            territory(*CITY).unrecorded(asked)


@pytest.mark.parametrize("name", ["", " ", "Phường\u0000", "Phường \u202e4", "Ph\ud800"])
def test_a_name_nobody_can_see_is_refused_for_every_place(name: str) -> None:
    founded = replace(begins("ward 6", "commune", "city", on=REFORM), name=name)
    for change in (founded, altered("ward 4", "name", name)):
        with pytest.raises(PlaceNameMalformed):
            territory(*CITY).enact([change])


def test_a_document_number_is_kept_in_one_form_and_a_blank_one_not_at_all() -> None:
    for text, number in (("Số 123/Q\u00d0 – UBND", "123/QĐ-UBND"), (" ", None), ("", None)):
        asked = replace(begins("ward 6", "commune", "city", on=REFORM), document_number=text)
        (fact,) = territory(*CITY).enact([asked])
        assert fact.document_number == number


def test_a_move_does_not_carry_on_what_older_rules_took_for_a_number() -> None:
    quarter = begins("quarter", "hamlet", "ward 4")
    told = replace(ends("ward 4"), document_number="0912345678 Nguyễn Văn A")
    city = [fact for fact in CITY if fact.place_id != named("ward 5")]
    before = territory(*city, MERGER[0], told, becomes("ward 4", "new ward"))
    *_, move = before.enact([quarter])
    assert isinstance(move, PlaceAltered)
    assert (move.parent_id, move.document_number) == (named("new ward"), None)


def test_an_import_told_again_does_not_undo_a_correction() -> None:
    corrected = enacted(territory(*CITY), *MERGER)
    corrected = enacted(corrected, altered("ward 4", "name", "Phường Bốn", date(2020, 1, 1)))
    corrected = enacted(corrected, altered("ward 4", "name", "Phường 4", date(2020, 1, 1)))
    assert corrected.unrecorded([*CITY, *MERGER]) == []
    assert corrected.unrecorded([*CITY, *SPLIT]) == list(SPLIT)


def test_a_part_may_be_cut_off_a_place_that_stays() -> None:
    asked: list[TerritoryFact] = [
        begins("ward 6", "commune", "city", on=REFORM),
        becomes("ward 4", "ward 6", How.PART),
    ]
    assert enacted(territory(*CITY), *asked).tree.in_force(named("ward 4"), REFORM)
