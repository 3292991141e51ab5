"""Who organised it too, who worked along, and by which programme, at the door."""

from typing import Any

import pytest

from services.registry.organised.organisers import authority_id
from tests.registry.organised.held import SORTS, Sort
from tests.registry.sessions.test_sessions_door import COMMITTEE, organiser
from tests.support import land
from tests.support.land import OF_COMMUNE, OF_OTHER_COMMUNE
from tests.support.service_door import ServiceDoor

PARTY = COMMITTEE | {"organiser_kind": "party-committee"}
PARTNERS = [{"partner_kind": "school"}, {"partner_kind": "farmers-association"}]
LEARNING = SORTS[:2]
CO = "co_organisers"


def by_path(sort: Sort) -> str:
    return sort.path


async def of(register: ServiceDoor, sort: Sort, id_: str) -> tuple[list[Any], list[str]]:
    """Who organised it, too, each by kind and id; and who worked along."""
    if sort.path == "/activities":
        minutes = (await register.get(f"{sort.path}/{id_}/minutes", OF_COMMUNE)).json()
        named = [(each["organiser_kind"], each["organiser_id"]) for each in minutes[CO]]
        return named, minutes["partner_kinds"]
    shown = (await register.get(f"{sort.path}/{id_}", OF_COMMUNE)).json()
    named = list(zip(shown["co_organiser_kinds"], shown["co_organiser_ids"], strict=True))
    return named, shown["partner_kinds"]


@pytest.mark.parametrize("sort", SORTS, ids=by_path)
async def test_who_organised_it_too_and_who_worked_along_is_shown_in_one_order(
    register: ServiceDoor, sort: Sort
) -> None:
    centre, association = [await organiser(register, each) for each in ("centre", "association")]
    with_all = centre | sort.held | {CO: [PARTY, association], "partners": PARTNERS}
    id_ = await sort.made(register, "", with_all)
    party = ("party-committee", str(authority_id("party-committee", land.COMMUNE)))
    both = [("association", association["organiser_id"]), party]
    assert await of(register, sort, id_) == (both, ["farmers-association", "school"])
    turned = {CO: [association, PARTY], "partners": PARTNERS[::-1]}
    await sort.made(register, "", {sort.named: id_} | with_all | turned)
    alone = {sort.named: id_} | with_all | {CO: [], "partners": PARTNERS[:1]}
    await sort.made(register, "/corrections", alone)
    assert await of(register, sort, id_) == ([], ["school"])


@pytest.mark.parametrize("sort", SORTS, ids=by_path)
async def test_whoever_is_twice_there_not_yet_or_out_of_reach_organises_nothing_too(
    register: ServiceDoor, sort: Sort
) -> None:
    centre = await organiser(register, "centre")
    elsewhere = PARTY | {"place_id": str(land.OTHER_COMMUNE)}
    early = {"held_on": "2025-07-31"}
    name = sort.named.removesuffix("_id")
    wrong: list[tuple[dict[str, Any], str]] = [
        (COMMITTEE | {CO: [centre, centre]}, "registry.co-organiser-twice"),
        (COMMITTEE | {CO: [COMMITTEE]}, "registry.co-organiser-twice"),
        (COMMITTEE | {CO: [centre]} | early, f"registry.{name}-before-organiser"),
        (COMMITTEE | {CO: [elsewhere]}, "registry.place-unknown"),
        (COMMITTEE | {"partners": [{"partner_kind": "wizards"}]}, "registry.partner-kind-unknown"),
        (COMMITTEE | {"partners": PARTNERS[:1] * 2}, "registry.partner-twice"),
    ]
    rows = [sort.held | said for said, _ in wrong]
    many = await register.post(f"{sort.path}/bulk", {"rows": rows}, OF_COMMUNE)
    one = [await register.post(sort.path, row, OF_COMMUNE) for row in rows]
    assert [row.get("code") for row in many.json()["rows"]] == [code for _, code in wrong]
    assert [answer.json()["code"] for answer in one] == [code for _, code in wrong]


@pytest.mark.parametrize("sort", LEARNING, ids=by_path)
async def test_a_programme_is_said_of_a_plan_and_of_what_was_held_and_is_put_right(
    register: ServiceDoor, sort: Sort
) -> None:
    plan = COMMITTEE | {"topic_code": "law", "planned_on": "2026-03-01"}
    id_ = await sort.made(register, "/plans", plan | {"programme_code": "learners-needs"})
    this = {sort.named: id_}

    async def shown() -> str | None:
        row = (await register.get(f"{sort.path}/{id_}", OF_COMMUNE)).json()
        found: str | None = row["programme_code"]
        return found

    assert await shown() == "learners-needs"
    literacy = {"programme_code": "literacy"}
    await sort.made(register, "", this | sort.body | literacy)
    assert await shown() == "literacy"
    await sort.made(register, "/corrections", this | sort.body)
    assert await shown() is None


@pytest.mark.parametrize("sort", LEARNING, ids=by_path)
async def test_what_is_no_programme_or_began_later_is_refused_of_one_and_of_many(
    register: ServiceDoor, sort: Sort
) -> None:
    there = sort.body | {"place_id": str(land.OTHER_COMMUNE)}
    rows = [
        there | {"programme_code": "astrology"},
        there | {"programme_code": "digital-literacy-for-all", "held_on": "2025-03-25"},
        there | {"programme_code": "digital-literacy-for-all", "held_on": "2025-03-26"},
    ]
    codes = ["registry.programme-code-unknown", "registry.before-programme", None]
    many = await register.post(f"{sort.path}/bulk", {"rows": rows}, OF_OTHER_COMMUNE)
    one = [await register.post(sort.path, row, OF_OTHER_COMMUNE) for row in rows]
    assert [row.get("code") for row in many.json()["rows"]] == codes
    assert [answer.json().get("code") for answer in one] == codes
