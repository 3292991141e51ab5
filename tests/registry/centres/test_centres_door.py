"""Establishing centres and reporting classes at the door."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from services.registry.centres.centre.facts import CentreEstablished
from services.registry.classes.learning_class.facts import ClassHeld
from tests.support import land
from tests.support.land import OF_COMMUNE, OF_HAMLET, OF_OTHER_COMMUNE, OF_PROVINCE, OF_SYSTEM
from tests.support.service_door import ServiceDoor

CENTRE = {"place_code": "27301", "established_on": "2025-08-01"}
CLASS = {"held_on": "2025-09-01", "topic_code": "health", "attendances": 42}


async def established(register: ServiceDoor) -> str:
    answer = await register.post("/centres", CENTRE, OF_COMMUNE)
    assert answer.status_code == 201, answer.text
    return f"/centres/{answer.json()['centre_id']}"


async def test_a_centre_is_established_where_the_code_pointed_on_that_day(
    register: ServiceDoor,
) -> None:
    await established(register)
    (fact,) = register.facts()
    assert isinstance(fact, CentreEstablished)
    assert fact.place_id == land.COMMUNE


async def test_a_commune_may_have_several_centres(register: ServiceDoor) -> None:
    for _ in range(2):
        await established(register)
    await register.views_caught_up()
    first = await register.get(f"/centres?place_id={land.COMMUNE}&limit=1", OF_COMMUNE)
    cursor = first.json()["next_cursor"]
    second = await register.get(
        f"/centres?place_id={land.COMMUNE}&limit=1&cursor={cursor}", OF_COMMUNE
    )
    assert second.json()["next_cursor"] is None
    assert first.json()["items"][0] != second.json()["items"][0]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"place_code": "2730"}, "registry.place-unknown"),
        ({"place_code": "2730x"}, "web.invalid-body"),
        ({"place_code": "99999"}, "registry.place-unknown"),
        ({"place_code": "26968"}, "registry.code-not-in-force"),
        ({"established_on": "2025-06-30"}, "registry.code-not-in-force"),
        ({"established_on": "2026-11-25"}, "calendar.day-not-come"),
        ({"place_code": "79"}, "places.of-wrong-level"),
        ({"place_id": str(land.COMMUNE)}, "web.invalid-body"),
        ({"place_code": None, "place_id": str(uuid4())}, "registry.place-unknown"),
    ],
)
async def test_a_centre_that_cannot_be_is_refused(
    register: ServiceDoor, given: dict[str, Any], code: str
) -> None:
    answer = await register.post("/centres", CENTRE | given, OF_PROVINCE)
    assert answer.status_code in (404, 422)
    assert answer.json()["code"] == code
    assert register.facts() == []


async def test_a_hamlet_officer_establishes_no_centre(register: ServiceDoor) -> None:
    answer = await register.post("/centres", CENTRE, OF_HAMLET)
    assert (answer.status_code, answer.json()["code"]) == (403, "web.action-not-granted")


async def test_a_class_told_twice_counts_once(register: ServiceDoor) -> None:
    centre = await established(register)
    report = CLASS | {"class_id": str(uuid4())}
    answers = [await register.post(f"{centre}/classes", report, OF_COMMUNE) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    await register.post(f"{centre}/classes", CLASS, OF_COMMUNE)
    await register.views_caught_up()
    shown = (await register.get(centre, OF_COMMUNE)).json()
    assert (shown["classes"], shown["attendances"]) == (2, 84)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"held_on": "2025-07-31"}, "registry.class-before-centre"),
        ({"held_on": "2026-11-25"}, "calendar.day-not-come"),
        ({"topic_code": "astrology"}, "registry.topic-code-unknown"),
        ({"attendances": -1}, "registry.attendances-implausible"),
        ({"attendances": 10**12}, "registry.attendances-implausible"),
        ({"attendances": 10**30}, "web.invalid-body"),
        ({"attendances": "many"}, "web.invalid-body"),
    ],
)
async def test_a_class_that_cannot_be_is_refused(
    register: ServiceDoor, given: dict[str, Any], code: str
) -> None:
    centre = await established(register)
    answer = await register.post(f"{centre}/classes", CLASS | given, OF_COMMUNE)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert len(register.facts()) == 1


async def test_a_centre_beyond_the_officers_reach_is_not_found(register: ServiceDoor) -> None:
    centre = await established(register)
    await register.views_caught_up()
    told = await register.post(f"{centre}/classes", CLASS, OF_OTHER_COMMUNE)
    shown = await register.get(centre, OF_OTHER_COMMUNE)
    listed = await register.get(f"/centres?place_id={land.COMMUNE}", OF_OTHER_COMMUNE)
    assert {told.status_code, shown.status_code, listed.status_code} == {404}


async def test_a_merged_communes_centre_is_theirs_who_have_what_became_of_it(
    register: ServiceDoor,
) -> None:
    before = {"place_code": "26968", "established_on": "2020-01-01"}
    answer = await register.post("/centres", before, OF_SYSTEM)
    centre = f"/centres/{answer.json()['centre_id']}"
    told = await register.post(f"{centre}/classes", CLASS, OF_COMMUNE)
    assert told.status_code == 201
    await register.views_caught_up()
    assert (await register.get(centre, OF_COMMUNE)).json()["classes"] == 1
    assert (await register.get(centre, OF_OTHER_COMMUNE)).status_code == 404


PAPER = {"document_number": "131/QĐ-UBND"}
NAMED = CENTRE | PAPER | {"name": "Trung tâm học tập cộng đồng"}


async def done(register: ServiceDoor, path: str, body: dict[str, Any]) -> None:
    """Twice, which changes nothing."""
    for _ in range(2):
        answer = await register.post(f"/centres/{path}", body, OF_PROVINCE)
        assert answer.status_code == 201, answer.text


async def test_a_centre_is_shown_as_all_that_happened_left_it_and_named_as_on_the_day(
    register: ServiceDoor,
) -> None:
    ids = [(await register.post("/centres", NAMED, OF_COMMUNE)).json()["centre_id"] for _ in "ab"]
    of, other = ({"centre_id": each} for each in ids)
    await register.post(f"/centres/{ids[0]}/classes", CLASS, OF_COMMUNE)
    new = "Trung tâm Văn hóa và Học tập cộng đồng"
    right = {"of_day": "2025-08-01", "place_id": str(land.COMMUNE), "day": "2025-07-15"}
    await done(register, "corrections", of | right)
    await done(register, "names", of | PAPER | {"name": new, "renamed_on": "2026-01-05"})
    there = {"place_id": str(land.OTHER_COMMUNE)}
    await done(register, "moves", of | there | {"moved_on": "2026-02-01"})
    into = {"into_centre_id": ids[1], "merged_on": "2026-03-01"} | PAPER
    await done(register, "mergers", of | into)
    await register.views_caught_up()
    days = {"since": "2026-02-01", "established_on": "2025-07-15", "ended_on": "2026-03-01"}
    held = {"classes": 1, "attendances": 42}
    assert (await register.get(f"/centres/{ids[0]}", OF_PROVINCE)).json() == (
        of | there | {"name": new} | days | held
    )
    for on, found in (("2026-02-28", [ids[0]]), ("2026-03-01", []), ("2026-01-31", [])):
        page = await register.get(f"/centres?place_id={land.OTHER_COMMUNE}&on={on}", OF_PROVINCE)
        assert [row["centre_id"] for row in page.json()["items"]] == found, on
    await done(register, "names", other | PAPER | {"name": new, "renamed_on": "2026-01-05"})
    await register.views_caught_up()
    for on, name in (("2026-01-04", NAMED["name"]), ("2026-01-05", new)):
        page = await register.get(f"/centres?place_id={land.COMMUNE}&on={on}", OF_COMMUNE)
        named = {row["centre_id"]: row["name"] for row in page.json()["items"]}
        assert named == {ids[0]: name, ids[1]: name}, on
    await done(register, "dissolutions", other | PAPER | {"ended_on": "2026-04-01"})
    await done(register, "withdrawals", other)
    await register.views_caught_up()
    assert (await register.get(f"/centres/{ids[1]}", OF_PROVINCE)).status_code == 404


async def test_many_centres_are_each_answered_and_the_same_request_is_one(
    register: ServiceDoor,
) -> None:
    rows = [CENTRE, NAMED, NAMED | {"name": "…"}, CENTRE | {"place_code": "99999"}, {"name": 1}]
    sent = [await register.post("/centres/bulk", {"rows": rows}, OF_COMMUNE, "k") for _ in range(2)]
    assert sent[0].json() == sent[1].json()
    assert [row.get("code") for row in sent[0].json()["rows"]] == [
        None,
        None,
        "registry.centre-name-implausible",
        "registry.place-unknown",
        "web.invalid-body",
    ]
    assert len(register.facts()) == 2


async def test_of_a_centre_out_of_reach_and_of_none_is_answered_alike(
    register: ServiceDoor,
) -> None:
    (mine,) = [(await established(register)).removeprefix("/centres/")]
    elsewhere = {"place_id": str(land.OTHER_COMMUNE), "established_on": "2025-08-01"}
    theirs = (await register.post("/centres", elsewhere, OF_PROVINCE)).json()["centre_id"]
    facts = len(register.facts())
    for each in (mine, str(uuid4())):
        of = {"centre_id": each}
        for path, body in (
            ("names", of | PAPER | {"name": "Trung tâm", "renamed_on": "2026-03-01"}),
            ("corrections", of | elsewhere | {"of_day": "2025-08-01", "day": "2025-08-02"}),
            ("moves", of | {"place_id": str(land.OTHER_COMMUNE), "moved_on": "2026-03-01"}),
            ("mergers", of | PAPER | {"into_centre_id": theirs, "merged_on": "2026-03-01"}),
            (
                "mergers",
                {"centre_id": theirs, "into_centre_id": each, "merged_on": "2026-03-01"} | PAPER,
            ),
            ("dissolutions", of | PAPER | {"ended_on": "2026-03-01"}),
            ("withdrawals", of),
        ):
            body.pop("established_on", None)
            answer = await register.post(f"/centres/{path}", body, OF_OTHER_COMMUNE)
            assert answer.json()["code"] == "registry.centre-unknown", path
    assert len(register.facts()) == facts


async def test_a_class_after_its_centre_moved_is_theirs_who_have_it_now(
    register: ServiceDoor,
) -> None:
    centre = await established(register)
    away = {"place_id": str(land.OTHER_COMMUNE), "moved_on": "2026-02-01"}
    await done(register, "moves", {"centre_id": centre.removeprefix("/centres/")} | away)
    later = CLASS | {"held_on": "2026-02-01"}
    assert (await register.post(f"{centre}/classes", later, OF_COMMUNE)).status_code == 404
    assert (await register.post(f"{centre}/classes", later, OF_OTHER_COMMUNE)).status_code == 201
    fact = register.facts()[-1]
    assert isinstance(fact, ClassHeld)
    assert fact.place_id == land.OTHER_COMMUNE


RATING = {"rating_year": 2025, "band_code": "good", "rater_code": "centre"}


async def test_a_rating_is_shown_of_each_year_and_only_to_whom_the_centre_is(
    register: ServiceDoor,
) -> None:
    centre = await established(register)
    of: dict[str, Any] = {"centre_id": centre.removeprefix("/centres/")}
    await done(register, "ratings", of | RATING | {"rated_on": "2025-12-20", "score": 86})
    await done(register, "ratings", of | RATING | {"rated_on": "2026-01-20", "band_code": "fair"})
    last = RATING | {"rating_year": 2026, "rated_on": "2026-11-20"}
    await done(register, "ratings", of | last)
    shown = (await register.get(f"{centre}/ratings", OF_COMMUNE)).json()
    assert [(each["rating_year"], each["band_code"], each["score"]) for each in shown] == [
        (2026, "good", None),
        (2025, "fair", None),
    ]
    await done(register, "ratings/withdrawals", of | {"rating_year": 2025})
    shown = (await register.get(f"{centre}/ratings", OF_COMMUNE)).json()
    assert [each["rating_year"] for each in shown] == [2026]
    assert (await register.get(f"{centre}/ratings", OF_OTHER_COMMUNE)).status_code == 404
    for path, body in (("ratings", of | last), ("ratings/withdrawals", of | {"rating_year": 2026})):
        told = await register.post(f"/centres/{path}", body, OF_OTHER_COMMUNE)
        assert told.json()["code"] == "registry.centre-unknown", path


async def test_an_end_that_was_written_wrongly_is_put_right(register: ServiceDoor) -> None:
    path = await established(register)
    of, paper = {"centre_id": path.rpartition("/")[2]}, {"document_number": "45/QĐ-UBND"}
    ends = "/centres/dissolutions/corrections"
    asked: list[tuple[str, dict[str, Any], str | None]] = [
        ("/centres/dissolutions", paper | {"ended_on": "2026-03-01"}, "2026-03-01"),
        (ends, {"of_day": "2026-03-01", "ended_on": "2026-02-01"}, "2026-02-01"),
        (ends, {"of_day": "2026-02-01"}, None),
        ("/centres/dissolutions", paper | {"ended_on": "2026-05-01"}, "2026-05-01"),
    ]
    for where, said, until in asked:
        answers = [await register.post(where, of | said, OF_COMMUNE) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [201, 201]
        await register.views_caught_up()
        row = (await register.get(path, OF_COMMUNE)).json()
        assert (row["ended_on"], row["since"]) == (until, CENTRE["established_on"])
    foreign = await register.post(ends, of | {"of_day": "2026-05-01"}, OF_OTHER_COMMUNE)
    assert (foreign.status_code, foreign.json()["code"]) == (404, "registry.centre-unknown")


HAS = [{"facility_code": "own-house"}, {"facility_code": "club", "number": 9}]
EQUIPMENT: dict[str, Any] = {"equipped_year": 2025, "said_on": "2025-12-20", "facilities": HAS}


async def test_what_it_has_is_shown_of_each_year_and_only_to_whom_the_centre_is(
    register: ServiceDoor,
) -> None:
    centre = await established(register)
    of: dict[str, Any] = {"centre_id": centre.removeprefix("/centres/")}
    await done(register, "facilities", of | EQUIPMENT)
    last = {"equipped_year": 2026, "said_on": "2026-11-20", "facilities": HAS[:1]}
    await done(register, "facilities", of | last)
    shown = (await register.get(f"{centre}/facilities", OF_COMMUNE)).json()
    house, clubs = ({"facility_code": "own-house", "number": 1}, HAS[1])
    assert [(each["equipped_year"], each["facilities"]) for each in shown] == [
        (2026, [house]),
        (2025, [clubs, house]),
    ]
    await done(register, "facilities/withdrawals", of | {"equipped_year": 2026})
    shown = (await register.get(f"{centre}/facilities", OF_COMMUNE)).json()
    assert [each["equipped_year"] for each in shown] == [2025]
    assert (await register.get(f"{centre}/facilities", OF_OTHER_COMMUNE)).status_code == 404
    withdrawal = of | {"equipped_year": 2025}
    for path, body in (("facilities", of | last), ("facilities/withdrawals", withdrawal)):
        told = await register.post(f"/centres/{path}", body, OF_OTHER_COMMUNE)
        assert told.json()["code"] == "registry.centre-unknown", path


async def test_which_centres_of_a_place_lack_a_facility_in_a_year(register: ServiceDoor) -> None:
    first, second, silent = sorted(
        [(await established(register)).removeprefix("/centres/") for _ in range(3)]
    )
    rows = [
        {"centre_id": first, **EQUIPMENT},
        {"centre_id": second, **EQUIPMENT, "facilities": [{"facility_code": "seal"}]},
        {"centre_id": second, **EQUIPMENT, "facilities": [{"facility_code": "club"}]},
    ]
    told = await register.post("/centres/facilities/bulk", {"rows": rows}, OF_COMMUNE)
    codes = [row.get("code") for row in told.json()["rows"]]
    assert codes == [None, None, "registry.facility-number-missing"]
    await register.views_caught_up()

    async def found(asked: str) -> list[tuple[str, str | None]]:
        at = f"/centres/facilities?place_id={land.COMMUNE}&{asked}"
        items = (await register.get(at, OF_COMMUNE)).json()["items"]
        return [(each["centre_id"], each["said_on"]) for each in items]

    day = "2025-12-20"
    assert await found("year=2025") == [(first, day), (second, day), (silent, None)]
    assert await found("year=2025&lacking=own-house") == [(second, day)]
    assert await found("year=2025&lacking=seal") == [(first, day)]
    assert await found("year=2026&lacking=seal") == []
    assert await found("year=2024") == []
    unknown = f"/centres/facilities?place_id={land.COMMUNE}&year=2025&lacking=pool"
    assert (await register.get(unknown, OF_COMMUNE)).json()["code"] == "registry.facility-unknown"
    foreign = f"/centres/facilities?place_id={land.COMMUNE}&year=2025"
    assert (await register.get(foreign, OF_OTHER_COMMUNE)).status_code != 200


async def test_what_it_had_in_a_year_stands_where_it_was_in_that_year(
    register: ServiceDoor,
) -> None:
    centre = (await established(register)).removeprefix("/centres/")
    of: dict[str, Any] = {"centre_id": centre}
    await done(register, "facilities", of | EQUIPMENT)
    away = {"place_id": str(land.OTHER_COMMUNE), "moved_on": "2026-02-01"}
    moved = await register.post("/centres/moves", of | away, OF_PROVINCE)
    assert moved.status_code == 201, moved.text
    later = {"equipped_year": 2026, "said_on": "2026-03-01"}
    said = await register.post("/centres/facilities", of | EQUIPMENT | later, OF_PROVINCE)
    assert said.status_code == 201, said.text
    await register.views_caught_up()

    async def found(place_id: UUID, year: int) -> list[str]:
        at = f"/centres/facilities?place_id={place_id}&year={year}"
        return [e["centre_id"] for e in (await register.get(at, OF_PROVINCE)).json()["items"]]

    assert await found(land.COMMUNE, 2025) == [centre]
    assert await found(land.OTHER_COMMUNE, 2025) == []
    assert await found(land.COMMUNE, 2026) == []
    assert await found(land.OTHER_COMMUNE, 2026) == [centre]
    right = {"of_day": "2026-02-01", "day": "2025-12-01", "place_id": away["place_id"]}
    corrected = await register.post("/centres/corrections", of | right, OF_PROVINCE)
    assert corrected.status_code == 201, corrected.text
    await register.views_caught_up()
    assert await found(land.COMMUNE, 2025) == []
    assert await found(land.OTHER_COMMUNE, 2025) == [centre]


async def test_a_list_of_a_day_goes_by_where_centres_were_on_that_day(
    register: ServiceDoor,
) -> None:
    centre = (await established(register)).removeprefix("/centres/")
    of: dict[str, Any] = {"centre_id": centre}

    async def where(on: str) -> dict[str, list[UUID]]:
        found: dict[str, list[UUID]] = {"listed": [], "undirected": []}
        for place in (land.COMMUNE, land.OTHER_COMMUNE):
            for list_, path in (
                ("listed", "/centres"),
                ("undirected", "/terms/centres-without-director"),
            ):
                asked = f"{path}?place_id={place}&on={on}"
                items = (await register.get(asked, OF_PROVINCE)).json()["items"]
                found[list_] += [place for each in items if each["centre_id"] == centre]
        return found

    def at(place: UUID) -> dict[str, list[UUID]]:
        return {"listed": [place], "undirected": [place]}

    away = {"place_id": str(land.OTHER_COMMUNE), "moved_on": "2026-02-01"}
    assert (await register.post("/centres/moves", of | away, OF_PROVINCE)).status_code == 201
    await register.views_caught_up()
    assert await where("2026-01-31") == at(land.COMMUNE)
    assert await where("2026-02-01") == at(land.OTHER_COMMUNE)
    right = {"of_day": "2026-02-01", "day": "2026-01-15", "place_id": str(land.OTHER_COMMUNE)}
    assert (await register.post("/centres/corrections", of | right, OF_PROVINCE)).status_code == 201
    await register.views_caught_up()
    assert await where("2026-01-14") == at(land.COMMUNE)
    assert await where("2026-01-31") == at(land.OTHER_COMMUNE)
