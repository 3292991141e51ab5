"""The counter of rollups: each route answers, and each refuses."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import psycopg
import pytest

from services.rollups.inbox.cells import CellsProjection
from shared.messaging.heard import Heard
from shared.vocabulary.places import Tree
from tests.rollups import events
from tests.rollups.events import heard
from tests.rollups.officers import SYSTEM, counter, hamlet_officer, province_officer
from tests.rollups.territory import REFORM, TAN_BINH, became, ended, place, place_id

TREE = Tree(list(TAN_BINH))
PROVINCE, DISTRICT = place_id("79"), place_id("79/766")
FIRST, SECOND = place_id("79/766/26965/1"), place_id("79/766/26965/2")
OFFICER = province_officer(PROVINCE)
ON = {"place_code": "766", "on": "2022-09-23"}
FAMILY = {"title": "family", "year": "2022"}
LATE = datetime(2022, 10, 10, 5, tzinfo=UTC)


def told() -> list[Heard]:
    """Ten families, nine of which register, two anew, three recognised; a class, a scholarship."""
    families = [events.family(FIRST if n < 6 else SECOND) for n in range(10)]
    candidacies = [
        events.candidacy(family.place_id, registration="renewed" if n < 2 else "new")
        for n, family in enumerate(families[:9])
    ]
    others = [events.recognition(FIRST) for _ in range(3)]
    happened = [events.class_held(FIRST), events.scholarship(DISTRICT, grants=4)]
    return [heard(e, n) for n, e in enumerate([*families, *candidacies, *others, *happened], 1)]


ANOTHER_WAY = """
insert into read_models values ('projection', %s, 1, array['hears nothing'])
on conflict (kind, name) do update set fingerprint = excluded.fingerprint
"""


def hear(dsn: str, batch: Sequence[Heard]) -> str:
    """Answers the address of the database it was written into."""
    with psycopg.connect(dsn) as connection, connection.cursor() as cursor:
        CellsProjection().apply(cursor, batch)
    return dsn


async def asked(
    dsn: str, path: str, parameters: Any, *grants: dict[str, Any], tree: Tree = TREE
) -> tuple[int, Any]:
    async with counter(dsn, tree, *(grants or (OFFICER,))) as client:
        response = await client.get(path, params=parameters)
    return response.status_code, response.json()


async def test_the_report_tells_registered_and_recognised_with_what_they_are_shares_of(
    migrated: str,
) -> None:
    status, body = await asked(hear(migrated, told()), "/reports/families", {**ON, **FAMILY})
    whole = body["whole"]
    assert status == 200
    assert (whole["families"], whole["registered"], whole["recognised"]) == (10, 9, 3)
    assert (whole["registered_new"], whole["registered_renewed"]) == (7, 2)
    assert whole["registered_of_families"] == {
        "numerator": 9,
        "denominator": 10,
        "basis": "total",
        "denominator_on": "2022-09-23",
        "percent": "90.00",
    }
    assert whole["recognised_of_registered"]["basis"] == "registered"
    assert whole["recognised_of_registered"]["percent"] == "33.33"


async def test_the_lines_of_a_report_are_named_and_add_up(migrated: str) -> None:
    _, body = await asked(hear(migrated, told()), "/reports/families", {**ON, **FAMILY})
    assert [line["place"]["code"] for line in body["lines"]] == ["26965", "26968"]
    for column in ("families", "registered", "recognised"):
        assert sum(line[column] for line in body["lines"]) == body["whole"][column]


async def test_figures_of_what_there_is_and_of_what_happened_come_together(
    migrated: str,
) -> None:
    names = ["families", "classes", "attendances", "scholarship-grants", "scholarship-amount"]
    wanted = {**ON, "measure": names, "since": "2022-01-01"}
    status, body = await asked(hear(migrated, told()), "/figures", wanted)
    assert status == 200
    values = {figure["measure"]: figure["value"] for figure in body["figures"]}
    assert values == dict(zip(names, (10, 1, 30, 4, 2_000_000), strict=True))
    grants = next(f for f in body["figures"] if f["measure"] == "scholarship-grants")
    assert (grants["rows"][0]["part"], grants["rows"][0]["value"]) == ("own", 4)


@pytest.mark.parametrize("name", ["cells", "places"])
async def test_figures_counted_another_way_than_today_are_shown_and_say_so(
    migrated: str, name: str
) -> None:
    hear(migrated, told())
    report = ("/reports/families", {**ON, **FAMILY})
    figures = ("/figures", {**ON, "measure": "families"})
    for asking in (report, figures):
        _, body = await asked(migrated, *asking)
        assert body["rebuild_wanted"] is False
    with psycopg.connect(migrated) as connection:
        connection.execute(ANOTHER_WAY, [name])
    for asking in (report, figures):
        status, body = await asked(migrated, *asking)
        assert (status, body["rebuild_wanted"]) == (200, True)
    assert body["figures"][0]["value"] == 10


async def test_what_is_effective_later_or_happened_outside_the_period_is_not_counted(
    migrated: str,
) -> None:
    late = [events.family(FIRST, date(2022, 9, 24)), events.class_held(FIRST, date(2021, 12, 31))]
    dsn = hear(migrated, [*told(), *(heard(e, 90 + n) for n, e in enumerate(late))])
    wanted = {**ON, "measure": ["families", "classes"], "since": "2022-01-01"}
    _, body = await asked(dsn, "/figures", wanted)
    assert [figure["value"] for figure in body["figures"]] == [10, 1]


async def test_a_past_day_is_shown_as_it_was_known_then(migrated: str) -> None:
    dsn = hear(migrated, [*told(), heard(events.family(FIRST), 99, LATE)])
    wanted = {**ON, "measure": "families"}
    _, now = await asked(dsn, "/figures", wanted)
    _, then = await asked(dsn, "/figures", {**wanted, "as_of": "2022-10-09"})
    _, before = await asked(dsn, "/figures", {**wanted, "as_of": "2022-09-22"})
    values = [body["figures"][0]["value"] for body in (now, then, before)]
    assert values == [11, 10, 0]


async def test_what_was_withdrawn_or_revoked_counts_until_then_and_is_in_the_lineage(
    migrated: str,
) -> None:
    """Recorded on 10 October for 20 September: who asks as of the day before sees it not."""
    day = date(2022, 9, 20)
    registered, recognised = events.candidacy(FIRST), events.recognition(FIRST)
    gone = (events.withdrawal(registered, day), events.revocation(recognised, day))
    late = [heard(event, 99 + n, LATE) for n, event in enumerate(gone)]
    dsn = hear(migrated, [*told(), heard(registered, 97), heard(recognised, 98), *late])
    wanted = {**ON, **FAMILY, "measure": ["registered", "recognised"]}
    for more, values in (
        ({}, [9, 3]),
        ({"on": "2022-09-19"}, [10, 4]),
        ({"as_of": "2022-10-09"}, [10, 4]),
        ({"as_of": "2022-10-10"}, [9, 3]),
    ):
        _, body = await asked(dsn, "/figures", {**wanted, **more})
        assert [figure["value"] for figure in body["figures"]] == values
    for name, subject in (
        ("registered", registered.bearer_id),
        ("recognised", recognised.bearer_id),
    ):
        _, body = await asked(dsn, "/lineage", {**ON, **FAMILY, "measure": name})
        of_it = [each for each in body["items"] if each["subject_id"] == str(subject)]
        assert [(each["value"], each["effective_on"]) for each in of_it] == [
            (1, "2022-09-01"),
            (-1, "2022-09-20"),
        ]


async def test_a_clan_that_ended_counts_until_then_and_as_of_an_earlier_day_still(
    migrated: str,
) -> None:
    """Ended on 20 September, which was recorded on 10 October."""
    gone = heard(events.clan_ended(FIRST, date(2022, 9, 20)), 99, LATE)
    clans = [heard(events.clan(FIRST if n else SECOND), n) for n in range(4)]
    dsn = hear(migrated, [*told(), *clans, gone])
    for more, value in (
        ({}, 3),
        ({"on": "2022-09-19"}, 4),
        ({"as_of": "2022-10-09"}, 4),
        ({"as_of": "2022-10-10"}, 3),
        ({"as_of": "2022-09-22"}, 0),
    ):
        _, body = await asked(dsn, "/figures", {**ON, "measure": "clans", **more})
        assert body["figures"][0]["value"] == value


async def test_a_clan_that_moved_counts_where_it_was_and_where_it_went_and_as_of_earlier_as_before(
    migrated: str,
) -> None:
    """It moved on 1 October, which was recorded on 10 October."""
    moved = events.clan_moved(FIRST, to=place_id("79/766/26968/1"))
    clan = [heard(events.clan(FIRST), 1), heard(moved, 2, LATE)]
    dsn = hear(migrated, [*told(), *clan])
    october: dict[str, Any] = {"on": "2022-10-10", "measure": "clans"}
    for code, more, value in (
        ("26965", {}, 0),
        ("26968", {}, 1),
        ("26965", {"on": "2022-09-30"}, 1),
        ("26965", {"as_of": "2022-10-09"}, 1),
        ("26968", {"as_of": "2022-10-09"}, 0),
    ):
        _, body = await asked(dsn, "/figures", {"place_code": code, **october, **more})
        assert body["figures"][0]["value"] == value


async def test_a_page_of_lineage_ends_between_two_contributions_of_one_event_and_loses_none(
    migrated: str,
) -> None:
    dsn = hear(migrated, [heard(events.clan(FIRST), 1), heard(events.clan_moved(FIRST), 2)])
    wanted = {"on": "2022-10-10", "place_code": "26965", "measure": "clans", "limit": "1"}
    found: list[int] = []
    cursor: dict[str, str] = {}
    while cursor != {"cursor": None}:
        _, body = await asked(dsn, "/lineage", {**wanted, **cursor})
        found += [item["value"] for item in body["items"]]
        cursor = {"cursor": body["next_cursor"]}
    assert found == [1, -1, 1]


async def test_a_place_that_became_known_later_was_not_known_then(migrated: str) -> None:
    late = replace(place("79/new", "79", code="777"), recorded_on=date(2022, 10, 1))
    tree = Tree([*TAN_BINH, late])
    wanted = {"place_code": "777", "on": "2022-09-23", "measure": "families"}
    dsn = hear(migrated, told())
    status, _ = await asked(dsn, "/figures", wanted, tree=tree)
    assert status == 200
    status, _ = await asked(dsn, "/figures", {**wanted, "as_of": "2022-09-30"}, tree=tree)
    assert status == 404


async def test_the_whole_deployment_shows_what_lies_at_places_not_heard_of(
    migrated: str,
) -> None:
    dsn = hear(migrated, [*told(), heard(events.family(place_id("nowhere")), 99)])
    wanted = {"on": "2022-09-23", "measure": "families"}
    status, body = await asked(dsn, "/figures", wanted, SYSTEM)
    assert status == 200
    rows = [(row["part"], row["value"]) for row in body["figures"][0]["rows"]]
    assert rows == [("child", 10), ("unknown", 1)]


async def test_lineage_is_every_event_behind_a_figure_page_by_page(
    migrated: str,
) -> None:
    dsn = hear(migrated, told())
    wanted = {**ON, "place_code": "26965", "measure": "families", "limit": "4"}
    found: list[Any] = []
    cursor: dict[str, str] = {}
    for size in (4, 4, 2):
        status, body = await asked(dsn, "/lineage", {**wanted, **cursor})
        assert (status, len(body["items"])) == (200, size)
        found += body["items"]
        cursor = {"cursor": body["next_cursor"]}
    assert body["next_cursor"] is None
    assert [item["position"] for item in found] == list(range(1, 11))
    assert sum(item["value"] for item in found) == 10


async def test_lineage_of_what_happened_keeps_to_the_period(migrated: str) -> None:
    dsn = hear(migrated, told())
    wanted = {**ON, "measure": "attendances", "since": "2022-09-02"}
    _, outside = await asked(dsn, "/lineage", wanted)
    _, inside = await asked(dsn, "/lineage", {**wanted, "since": "2022-09-01"})
    assert ([item["value"] for item in inside["items"]], outside["items"]) == ([30], [])


async def test_figures_are_restated_to_the_places_of_another_day(migrated: str) -> None:
    merged = [
        *TAN_BINH,
        place("79/new/27004", "79", code="27004", on=REFORM),
        ended("79/766/26965", REFORM),
        became("79/766/26965", "79/new/27004", REFORM),
    ]
    dsn = hear(migrated, [*told(), heard(events.class_held(place_id("79/766/26965")), 99)])
    wanted = {"measure": ["families", "classes"], "since": "2022-01-01", "on": "2022-09-23"}
    restated = {**wanted, "place_code": "27004", "boundary": "2025-07-01"}
    status, body = await asked(dsn, "/figures", restated, tree=Tree(merged))
    assert (status, [figure["value"] for figure in body["figures"]]) == (200, [10, 2])
    _, sources = await asked(dsn, "/lineage", {**restated, "measure": "classes"}, tree=Tree(merged))
    assert len(sources["items"]) == 2
    status, _ = await asked(dsn, "/figures", {**wanted, "place_code": "27004"}, tree=Tree(merged))
    assert status == 404


REFUSED = [
    ("/figures", {**ON, "measure": "dogs"}, 422, "rollups.unknown-measure"),
    ("/figures", {**ON, "measure": "registered"}, 422, "rollups.title-year-missing"),
    ("/figures", {**ON, "measure": "classes"}, 422, "rollups.period-missing"),
    (
        "/figures",
        {**ON, "measure": "classes", "since": "2022-10-01"},
        422,
        "rollups.period-backwards",
    ),
    ("/figures", {**ON, "measure": "families", "on": "2027-01-01"}, 422, "calendar.day-not-come"),
    ("/figures", {"measure": "families", "on": "2022-09-23"}, 404, "rollups.place-not-found"),
    ("/reports/families", {**ON, **FAMILY, "place_code": "999"}, 404, "rollups.place-not-found"),
    ("/reports/families", {**ON, **FAMILY, "title": "!"}, 422, "rollups.unknown-title"),
    (
        "/reports/families",
        {**ON, **FAMILY, "place_id": str(DISTRICT)},
        422,
        "rollups.place-twice",
    ),
    ("/lineage", {**ON, "measure": "families", "cursor": "WzFd"}, 422, "web.cursor-invalid"),
    ("/lineage", {**ON, "measure": "families", "limit": "101"}, 422, "web.invalid-request"),
]


@pytest.mark.parametrize(("path", "parameters", "status", "code"), REFUSED)
async def test_what_cannot_be_answered_is_refused(
    migrated: str, path: str, parameters: Any, status: int, code: str
) -> None:
    found, body = await asked(hear(migrated, []), path, parameters)
    assert (found, body["code"]) == (status, code)


async def test_a_place_outside_the_reach_is_as_good_as_none(migrated: str) -> None:
    officer = hamlet_officer(FIRST)
    wanted = {"on": "2022-09-23", "measure": "families", "place_id": str(SECOND)}
    status, body = await asked(hear(migrated, told()), "/figures", wanted, officer)
    assert (status, body["code"]) == (404, "rollups.place-not-found")
    own = {**wanted, "place_id": str(FIRST)}
    _, body = await asked(migrated, "/figures", own, officer)
    assert body["figures"][0]["value"] == 6
