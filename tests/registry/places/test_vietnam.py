"""The real places of Vietnam, with the figures that are known of them."""

from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given as whatever
from hypothesis import settings
from hypothesis import strategies as any_

from services.registry.importing.vietnam_2025.proposals import place_proposals
from services.registry.importing.vietnam_2025.units import (
    CROSSWALK,
    Key,
    UnitsMissing,
    Vietnam,
    data_folder,
    read,
)
from services.registry.places.territory.facts import (
    PlaceAltered,
    PlaceSucceeded,
    TerritoryFact,
    entry,
)
from services.registry.places.territory.finding import find_code
from services.registry.places.territory.territory import Territory
from shared.vocabulary.places import How, Place, Placement, Standing, Tree
from shared.vocabulary.places.searching import PlaceNames, ever_within
from tests.vocabulary.test_searching import mistyped

CONFERENCE = date(2012, 6, 13)
BETWEEN = date(2024, 12, 31)
BEFORE = date(2025, 6, 30)
REFORM = date(2025, 7, 1)


@cache
def vietnam() -> Vietnam:
    return read(data_folder())


@cache
def proposals() -> tuple[TerritoryFact, ...]:
    return tuple(place_proposals(vietnam()))


@cache
def tree() -> Tree:
    return Tree().with_(map(entry, Territory().enact(proposals())))


def numbers(day: date) -> Counter[str]:
    return Counter(place.level for place in tree() if day in place.span)


def names_in(code: str, day: date) -> dict[str, str]:
    """Name and code of what lies directly in a place."""
    inside = tree().children(find_code(tree(), code, day).place_id, day)
    found = [tree().attributes(place_id, day) for place_id in inside]
    return {each.name: each.code for each in found if each is not None and each.code is not None}


def test_before_the_reform_there_were_63_provinces_696_districts_10035_communes() -> None:
    assert numbers(BEFORE) == {"province": 63, "district": 696, "commune": 10_035}


def test_five_districts_had_no_communes() -> None:
    districts = [p.place_id for p in tree() if p.level == "district" and BEFORE in p.span]
    assert sum(1 for place_id in districts if not tree().children(place_id, BEFORE)) == 5


def test_since_the_reform_there_are_34_provinces_and_3321_communes() -> None:
    assert numbers(REFORM) == {"province": 34, "commune": 3_321}
    kinds = Counter(p.last.kind for p in tree() if p.level == "commune" and REFORM in p.span)
    assert kinds == {"xa": 2_621, "phuong": 687, "dac-khu": 13}


def test_9569_went_over_whole_or_stayed_and_471_were_split_over_1033_links() -> None:
    old = [place for place in tree() if BEFORE in place.span and is_lowest(place)]
    split = [p for p in old if any(link.how is How.PART for link in p.successors)]
    whole = [p for p in old if p.ended_on is None or has_one_heir(p)]
    assert len(whole) == 9_569
    assert len(split) == 471
    assert sum(len(p.successors) for p in split) == 1_033
    assert len(whole) + len(split) == len(old) == 10_035 + 5


def is_lowest(place: Place) -> bool:
    """A commune, or one of the districts without any."""
    if place.level == "district":
        return not tree().children(place.place_id, BEFORE)
    return place.level == "commune"


def has_one_heir(place: Place) -> bool:
    return [link.how is How.PART for link in place.successors] == [False]


def test_the_crosswalk_agrees_with_the_package_and_would_decide_if_it_did_not(
    tmp_path: Path,
) -> None:
    assert set(read(data_folder(), None).passages) == set(vietnam().passages)
    other = tmp_path / "crosswalk.csv"
    first, *rest = CROSSWALK.read_text(encoding="utf-8").splitlines()
    other.write_text(f"{first}\n26968,Phường 4,26977,Phường Tân Sơn Hòa,whole\n", encoding="utf-8")
    assert len(rest) == 68
    decided = [p for p in read(data_folder(), other).passages if p.old == Key("commune", "26968")]
    assert [p.new.code for p in decided] == ["26977"]


def test_code_00160_is_another_ward_before_and_after_the_reform() -> None:
    assert find_code(tree(), "00160", BEFORE).last.name == "Phường Nghĩa Tân"
    assert find_code(tree(), "00160", REFORM).last.name == "Phường Nghĩa Đô"


def test_the_old_nghia_do_is_split_three_ways_somewhere_in_ha_noi() -> None:
    old = find_code(tree(), "00157", BEFORE)
    heirs = {tree().attributes(link.place_id, REFORM) for link in old.successors}
    assert {found.code for found in heirs if found} == {"00008", "00103", "00160"}
    ha_noi = find_code(tree(), "01", REFORM).place_id
    assert tree().place_on(old.place_id, REFORM) == Placement(ha_noi, Standing.UNALLOCATED)


def test_quan_5_had_15_wards_in_2012() -> None:
    codes = "27325 27313 27307 27301 27334 27337 27322 27316 27304 27340 27328 27310 27343 27331"
    expected = {f"Phường {n}": code for n, code in enumerate([*codes.split(), "27319"], 1)}
    assert names_in("774", CONFERENCE) == expected


def test_quan_5_lost_phuong_15_in_2021_and_four_more_wards_in_2025() -> None:
    assert "Phường 15" in names_in("774", date(2020, 12, 31))
    assert "Phường 15" not in names_in("774", date(2021, 1, 1))
    assert len(names_in("774", BETWEEN)) == 14
    wards = names_in("774", BEFORE)
    assert len(wards) == 10
    assert (wards["Phường 2"], wards["Phường 7"]) == ("27307", "27316")


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (CONFERENCE, "Phường 8"),
        (BETWEEN, "Phường 8"),
        (BEFORE, "Phường 7"),
        (REFORM, "Phường An Đông"),
    ],
)
def test_code_27316_goes_from_ward_to_ward_inside_one_district(day: date, name: str) -> None:
    found = tree().attributes(find_code(tree(), "27316", day).place_id, day)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    ("code", "name"),
    [("27319", "Phường Chợ Lớn"), ("27316", "Phường An Đông"), ("27313", "Phường Chợ Quán")],
)
def test_a_ward_of_2012_is_found_in_the_ward_of_today(code: str, name: str) -> None:
    placement = tree().place_on(find_code(tree(), code, CONFERENCE).place_id, REFORM)
    assert placement.allocated
    assert placement.place_id is not None
    found = tree().attributes(placement.place_id, REFORM)
    assert found is not None
    assert found.name == name


def test_long_an_80_became_tay_ninh_80_and_vinh_phuc_went_into_phu_tho() -> None:
    long_an, tay_ninh = (find_code(tree(), "80", day) for day in (BEFORE, REFORM))
    assert (long_an.last.name, tay_ninh.last.name) == ("Tỉnh Long An", "Tỉnh Tây Ninh")
    assert tree().place_on(long_an.place_id, REFORM).place_id == tay_ninh.place_id
    vinh_phuc = find_code(tree(), "26", BEFORE)
    phu_tho = find_code(tree(), "25", REFORM)
    assert tree().place_on(vinh_phuc.place_id, REFORM).place_id == phu_tho.place_id


def test_places_of_the_old_list_begin_open_and_new_ones_on_the_day_of_the_reform() -> None:
    assert find_code(tree(), "26968", BEFORE).valid_from is None
    new = find_code(tree(), "26968", REFORM)
    assert (new.valid_from, new.established_by) == (REFORM, "19/2025/QĐ-TTg")
    assert find_code(tree(), "79", REFORM).established_by == "202/2025/QH15"
    assert find_code(tree(), "27316", BEFORE).valid_from == date(2025, 1, 1)


def test_a_place_nobody_joined_stays_the_same_place_under_its_province() -> None:
    stayed = {fact.place_id for fact in proposals() if isinstance(fact, PlaceAltered)}
    moved = {fact.place_id for fact in proposals() if isinstance(fact, PlaceSucceeded)}
    assert len(stayed) == 125
    assert not stayed & moved
    assert all(len(tree().ancestors(place_id, BEFORE)) == 2 for place_id in stayed)
    assert all(len(tree().ancestors(place_id, REFORM)) == 1 for place_id in stayed)


def test_an_island_district_became_a_special_zone() -> None:
    con_dao = find_code(tree(), "755", BEFORE)
    assert [link.how for link in con_dao.successors] == [How.RETYPED]
    zone = tree().place_on(con_dao.place_id, REFORM)
    assert zone == Placement(find_code(tree(), "26732", REFORM).place_id, Standing.ALLOCATED)


def test_an_import_again_proposes_nothing_new() -> None:
    territory = Territory()
    for fact in territory.enact(proposals()):
        territory = territory.evolve(fact)
    assert territory.unrecorded(proposals()) == []
    assert territory.enact(proposals()) == []


def test_without_the_package_the_import_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.path", [])
    with pytest.raises(UnitsMissing):
        data_folder()


NAMES = PlaceNames()
FIRST = 20


@settings(max_examples=40, deadline=None)
@whatever(any_.data())
def test_a_name_with_one_mistake_finds_its_place_among_the_first_of_its_province(
    data: any_.DataObject,
) -> None:
    place = data.draw(any_.sampled_from([each for each in tree() if each.parents[0][1]]))
    (_, name), *_ = place.names_through()
    asked = data.draw(mistyped(name))
    above = place.parents[0][1]
    assert above is not None
    among = ever_within(tree(), above)
    found = NAMES.found(tree(), asked, FIRST, lambda each: each.place_id in among)
    assert place.place_id in [match.place_id for match in found], (name, asked)
