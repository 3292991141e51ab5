"""Counts of places: what one states, or what lies in it adds up to, on a day as known on a day."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import psycopg
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as any_

from services.rollups.figures.location import Locations
from services.rollups.figures.populations import Population, Stating
from services.rollups.inbox.cells import CellsProjection
from services.rollups.inbox.populations import PopulationsProjection
from services.rollups.views import populations
from shared.contracts.registry.populations import (
    PopulationCorrectedV1,
    PopulationEvent,
    PopulationSaid,
    PopulationStatedV1,
    PopulationWithdrawnV1,
)
from shared.messaging.heard import Heard
from shared.vocabulary.calendar import civil_day
from shared.vocabulary.places import Tree
from tests.rollups import events
from tests.rollups.events import heard
from tests.rollups.officers import counter, hamlet_officer, province_officer
from tests.rollups.territory import REFORM, TAN_BINH, place_id
from tests.rollups.written import LAND, LINES, children, in_force

TREE = Tree(list(LINES))
CENSUS: dict[str, Any] = {"source_code": "census", "document_number": None}
DAYS = [REFORM + timedelta(days=30 * n) for n in range(-2, 12, 2)]
RECORDED = [date(2026, 6, day) for day in range(1, 6)]
NAMES = ["city", "district", "ward 1", "ward 3", "new ward", "leaving", "staying", "merging"]


def said(name: str, kind: str, day: date, number: int | None, first: bool) -> PopulationEvent:
    of: dict[str, Any] = {"place_id": place_id(name), "population_kind": kind, "counted_on": day}
    if number is None:
        return PopulationWithdrawnV1(**of)
    told = PopulationStatedV1 if first else PopulationCorrectedV1
    return told(**of, number=number, **CENSUS)


@any_.composite
def told(draw: any_.DrawFn) -> list[Heard]:
    """Any sequence of stating, correcting and withdrawing, in the order of the log."""
    stands: dict[Any, bool] = {}
    found = []
    days = sorted(draw(any_.lists(any_.sampled_from(RECORDED), max_size=25)))
    for position, recorded_on in enumerate(days, 1):
        name = draw(any_.sampled_from(NAMES))
        which = name, draw(any_.sampled_from(["adults", "pupils"])), draw(any_.sampled_from(DAYS))
        gone = stands.get(which, False) and draw(any_.booleans())
        number = None if gone else draw(any_.integers(0, 1_000))
        event = said(*which, number, first=not stands.get(which, False))
        stands[which] = not gone
        noon = datetime(recorded_on.year, recorded_on.month, recorded_on.day, 5, tzinfo=UTC)
        found.append(heard(event, position, noon))
    return found


def holding(log: Sequence[Heard], name: str, kind: str, on: date, as_of: date) -> int | None:
    """Counted again by the meaning of the events."""
    by_day: dict[date, int | None] = {}
    for each in log:
        event = each.event
        assert isinstance(event, PopulationEvent)
        of = (event.place_id, event.population_kind) == (place_id(name), kind)
        if of and event.counted_on <= on and civil_day(each.stamp.time) <= as_of:
            number = event.number if isinstance(event, PopulationSaid) else None
            by_day[event.counted_on] = number
    standing = [day for day, number in by_day.items() if number is not None]
    return by_day[max(standing)] if standing else None


def recounted(
    log: Sequence[Heard], name: str, kind: str, on: date, as_of: date
) -> tuple[int | None, bool]:
    """Value, and whether nothing is missing."""
    own = holding(log, name, kind, on, as_of)
    if own is not None:
        return own, True
    parts = [recounted(log, each, kind, on, as_of) for each in children(name, on)]
    known = [value for value, _ in parts if value is not None]
    if not known:
        return None, False
    return sum(known), all(complete for _, complete in parts)


async def figures(
    connection: psycopg.AsyncConnection[Any], kind: str, on: date, as_of: date
) -> Iterator[tuple[str, Population]]:
    stated = await populations.stated(connection, on, as_of)
    of_kind = {each.place_id: each for each in stated if each.population_kind == kind}
    stating = Stating(Locations(TREE), on, of_kind)
    return ((name, stating.of(place_id(name))) for name in LAND if in_force(name, on))


several = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@several
@given(log=told(), cut=any_.integers(0, 25), data=any_.data())
async def test_whatever_is_stated_corrected_and_withdrawn_a_figure_equals_a_recount(
    migrated: str, log: list[Heard], cut: int, data: Any
) -> None:
    arriving = data.draw(any_.permutations(log))
    on, as_of = data.draw(any_.sampled_from(DAYS)), data.draw(any_.sampled_from(RECORDED))
    with psycopg.connect(migrated) as writing:
        cursor = writing.cursor()
        cursor.execute("truncate population_statements_v1")
        for batch in (arriving[:cut], arriving[cut:], arriving[:1]):
            PopulationsProjection().apply(cursor, batch)
        applied = PopulationsProjection().applied(cursor, log)
    assert applied == {each.stamp.id for each in log}
    async with await psycopg.AsyncConnection.connect(migrated) as connection:
        for kind in ("adults", "pupils"):
            for name, found in await figures(connection, kind, on, as_of):
                expected = recounted(log, name, kind, on, as_of)
                assert (found.value, found.complete) == expected, name
                if found.stated is None and found.value is not None:
                    known = [part.value for _, part in found.parts if part.value is not None]
                    assert found.value == sum(known)


PROVINCE, DISTRICT = place_id("79"), place_id("79/766")
FIRST, SECOND = place_id("79/766/26965"), place_id("79/766/26968")
HAMLET = place_id("79/766/26965/1")
DAY, NOON = date(2022, 9, 1), datetime(2022, 9, 2, 5, tzinfo=UTC)
LATER = datetime(2022, 10, 10, 5, tzinfo=UTC)


def hear(dsn: str, *told: tuple[Any, int | None, datetime]) -> None:
    """Of which place, how many, told when; of one day all."""
    batch, known = [], set[Any]()
    for position, (where, number, at) in enumerate(told, 1):
        of = {"place_id": where, "population_kind": "households", "counted_on": DAY}
        event: PopulationEvent = PopulationWithdrawnV1(**of)
        if number is not None:
            kind = PopulationCorrectedV1 if where in known else PopulationStatedV1
            event = kind(**of, number=number, **CENSUS)
        known.add(where)
        batch.append(heard(event, position, at))
    with psycopg.connect(dsn) as connection, connection.cursor() as cursor:
        PopulationsProjection().apply(cursor, batch)


async def asked(dsn: str, where: Any, grant: Any = None, **more: str) -> tuple[int, Any]:
    parameters = {"place_id": str(where), "on": "2022-10-15", **more}
    officer = grant or province_officer(PROVINCE)
    async with counter(dsn, Tree(list(TAN_BINH)), officer) as client:
        response = await client.get("/populations", params=parameters)
    body = response.json()
    if response.status_code != 200:
        return response.status_code, body
    return 200, next(e for e in body["populations"] if e["population_kind"] == "households")


async def test_a_place_that_states_nothing_is_what_lies_in_it_and_never_both(
    migrated: str,
) -> None:
    hear(
        migrated, (FIRST, 700, NOON), (HAMLET, 90, NOON), (SECOND, 500, NOON), (PROVINCE, 9, LATER)
    )
    _, district = await asked(migrated, DISTRICT)
    assert (district["value"], district["stated"], district["complete"]) == (1_200, False, True)
    assert sorted(part["value"] for part in district["parts"]) == [500, 700]
    _, province = await asked(migrated, PROVINCE)
    assert (province["value"], province["stated"], province["source_code"]) == (9, True, "census")
    assert province["parts"] == []
    _, before = await asked(migrated, PROVINCE, as_of="2022-10-09")
    assert (before["value"], before["stated"]) == (1_200, False)


async def test_a_sum_in_which_a_place_says_nothing_is_not_complete_and_nothing_is_not_0(
    migrated: str,
) -> None:
    hear(migrated, (FIRST, 700, NOON), (SECOND, 500, NOON), (SECOND, None, LATER))
    _, then = await asked(migrated, PROVINCE, as_of="2022-10-09")
    _, now = await asked(migrated, PROVINCE)
    assert (then["value"], then["complete"]) == (1_200, True)
    assert (now["value"], now["complete"], now["oldest_on"]) == (700, False, "2022-09-01")
    _, none = await asked(migrated, SECOND)
    assert (none["value"], none["complete"], none["stated"]) == (None, False, False)
    _, early = await asked(migrated, PROVINCE, on="2022-08-31")
    assert early["value"] is None


async def test_an_officer_sees_the_counts_of_what_is_in_reach(migrated: str) -> None:
    hear(migrated, (FIRST, 700, NOON), (HAMLET, 90, NOON))
    _, own = await asked(migrated, HAMLET, hamlet_officer(HAMLET))
    assert own["value"] == 90
    status, refused = await asked(migrated, FIRST, hamlet_officer(HAMLET))
    assert (status, refused["code"]) == (404, "rollups.place-not-found")
    own_level = {"role": "province-officer", "place_id": str(DISTRICT), "reach": "own"}
    _, district = await asked(migrated, DISTRICT, own_level)
    assert (district["value"], district["parts"]) == (None, [])


async def shares(dsn: str, where: Any, **more: str) -> tuple[int, Any]:
    parameters = {"place_id": str(where), "on": "2022-10-15", "measure": "families", **more}
    async with counter(dsn, Tree(list(TAN_BINH)), province_officer(PROVINCE)) as client:
        response = await client.get("/figures", params=parameters)
    body = response.json()
    return response.status_code, body["figures"][0] if response.status_code == 200 else body


async def test_a_figure_is_a_share_of_what_its_place_and_each_of_its_parts_has(
    migrated: str,
) -> None:
    hear(migrated, (FIRST, 700, NOON), (DISTRICT, 2_000, LATER))
    with psycopg.connect(migrated) as connection, connection.cursor() as cursor:
        CellsProjection().apply(cursor, [heard(events.family(FIRST), n) for n in range(1, 8)])
    _, whole = await shares(migrated, DISTRICT, of="households")
    assert (whole["value"], whole["share"]["population"], whole["share"]["percent"]) == (
        7,
        2_000,
        "0.35",
    )
    assert (whole["share"]["oldest_on"], whole["share"]["complete"]) == ("2022-09-01", True)
    rows = {row["place"]["place_id"]: row["share"] for row in whole["rows"] if row["place"]}
    assert rows[str(FIRST)]["percent"] == "1.00"
    assert (rows[str(SECOND)]["population"], rows[str(SECOND)]["percent"]) == (None, None)
    _, before = await shares(migrated, DISTRICT, of="households", as_of="2022-10-09")
    assert (before["share"]["population"], before["share"]["complete"]) == (700, False)
    _, without = await shares(migrated, DISTRICT)
    assert without["share"] is None


async def test_a_share_is_asked_for_in_the_boundaries_of_its_own_day(migrated: str) -> None:
    status, refused = await shares(migrated, DISTRICT, of="households", boundary="2022-01-01")
    assert (status, refused["code"]) == (422, "rollups.share-restated")
    status, refused = await shares(migrated, DISTRICT, of="dogs")
    assert (status, refused["code"]) == (422, "web.invalid-request")
