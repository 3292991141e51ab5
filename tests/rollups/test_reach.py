"""Who sees which figures: whatever the grants and the question, no more and no less than an
independent count says, and nothing of what is out of reach."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from shared.vocabulary.identifiers import derived_id
from shared.vocabulary.places import Tree
from tests.rollups.officers import counter, token
from tests.rollups.plainly import BOUNDS, DAYS, FACTS, MADE, Asked, as_heard
from tests.rollups.territory import REFORM, place_id
from tests.rollups.test_api import hear
from tests.rollups.written import LAND, LINES, OWN, TODAY, Held, Seen, seen
from tests.support.databases import Databases

NAMES = {place_id(name): name for name in LAND}
Ask = Callable[..., tuple[int, Any]]


@pytest.fixture(scope="module")
def ask(databases: Databases) -> Iterator[Ask]:
    """Asks the counter of rollups, where all of the facts were heard, with some grants."""
    with databases.migrated("rollups") as database, asyncio.Runner() as runner:
        hear(database, [as_heard(fact) for fact in FACTS])
        running = counter(database, Tree(LINES))
        client = runner.run(running.__aenter__())

        def asking(held: list[Held], path: str, parameters: dict[str, Any]) -> tuple[int, Any]:
            headers = {"Authorization": f"Bearer {token(*map(as_claimed, held))}"}
            answer = runner.run(client.get(path, params=parameters, headers=headers))
            body = answer.json()
            body.pop("correlation_id", None)
            return answer.status_code, body

        yield asking
        runner.run(running.__aexit__(None, None, None))


def as_claimed(held: Held) -> dict[str, Any]:
    reach = "subtree" if held.below else "own"
    return {"role": held.role, "place_id": str(place_id(held.place)), "reach": reach}


HELD = st.builds(
    Held,
    st.sampled_from(["province-officer", "commune-officer", "hamlet-officer"]),
    st.sampled_from(list(LAND)),
    st.booleans(),
)
QUESTIONS = st.builds(
    Asked,
    st.sampled_from(list(LAND)),
    st.sampled_from(DAYS),
    st.none() | st.sampled_from(DAYS),
    st.none() | st.sampled_from(DAYS),
    st.sampled_from([date(2022, 1, 1), date(2026, 1, 1)]),
)
WARD, NEW = Held("commune-officer", "ward 1", True), Held("commune-officer", "new ward", True)
OWN_CITY = Held("province-officer", "city", False)
ALONE = Held("commune-officer", "going along", False)
WARD_2, WARD_3 = Held("commune-officer", "ward 2", True), Held("commune-officer", "ward 3", False)
DISTRICT = Held("province-officer", "district", True)
LEAVING = Held("hamlet-officer", "leaving", False)
THEN, WHILE_THERE, BEFORE_SPLIT = date(2022, 9, 23), date(2026, 1, 31), date(2026, 5, 31)


@settings(max_examples=60, deadline=None)
@given(st.lists(HELD, min_size=1, max_size=3), QUESTIONS, st.sampled_from(list(MADE)))
@example([WARD], Asked("ward 1", TODAY, THEN), "families")
@example([WARD], Asked("going along", TODAY), "families")
@example([WARD], Asked("going along", THEN), "families")
@example([WARD, NEW], Asked("going along", TODAY), "families")
@example([WARD, NEW], Asked("ward 1", TODAY, THEN), "families")
@example([OWN_CITY], Asked("city", TODAY), "families")
@example([OWN_CITY, DISTRICT], Asked("ward 3", THEN), "families")
@example([ALONE], Asked("going along", TODAY, THEN), "families")
@example([NEW], Asked("new ward", TODAY, REFORM), "families")
@example([NEW], Asked("ward 1", THEN), "families")
@example([WARD], Asked("going along", THEN, TODAY), "families")
@example([DISTRICT, WARD_3], Asked("ward 3", TODAY), "families")
@example([NEW], Asked("new ward", WHILE_THERE, REFORM), "families")
@example([NEW, WARD_2], Asked("new ward", TODAY, REFORM), "families")
@example([NEW, OWN_CITY], Asked("new ward", TODAY, REFORM), "families")
@example([NEW, LEAVING], Asked("new ward", BEFORE_SPLIT, REFORM), "families")
@example([Held("commune-officer", "staying", False)], Asked("staying", THEN, TODAY), "families")
def test_figures_reports_and_lineage_show_what_the_grants_reach_and_nothing_else(
    ask: Ask, held: list[Held], asked: Asked, measure: str
) -> None:
    shown = seen(held, asked.place, asked.on, asked.boundary)
    figures_agree(ask, held, asked, shown)
    report_agrees(ask, held, asked, shown)
    lineage_agrees(ask, held, asked, measure)


def figures_agree(ask: Ask, held: list[Held], asked: Asked, shown: Seen | None) -> None:
    status, body = ask(held, "/figures", asked.parameters(measure=list(MADE)))
    if shown is None:
        wanted = asked.parameters(measure="families")
        assert (status, body) == (404, as_if_not_there(ask, held, "/figures", wanted))
        return
    figures = {figure["measure"]: told_rows(figure) for figure in body["figures"]}
    assert figures == {measure: asked.rows(measure, shown) for measure in MADE}


def told_rows(figure: Any) -> dict[str, int]:
    found = {label(row): row["value"] for row in figure["rows"]}
    assert figure["value"] == sum(found.values())
    return found


def label(row: Any) -> str:
    return NAMES[UUID(row["place"]["place_id"])] if row["part"] == "child" else str(row["part"])


def as_if_not_there(ask: Ask, held: list[Held], path: str, wanted: dict[str, Any]) -> Any:
    """What the same officer hears of a place that nobody ever heard of."""
    nowhere = str(derived_id("test-place", "nowhere"))
    _, body = ask(held, path, wanted | {"place_id": nowhere})
    assert body["code"] == "rollups.place-not-found"
    said = body["detail"].replace(nowhere, wanted["place_id"])
    return body | {"detail": said}


def report_agrees(ask: Ask, held: list[Held], asked: Asked, shown: Seen | None) -> None:
    status, body = ask(held, "/reports/families", asked.parameters())
    if shown is None:
        assert status == 404
        assert body == as_if_not_there(ask, held, "/reports/families", asked.parameters())
        return
    for measure in ("families", "registered", "recognised"):
        expected = asked.rows(measure, shown)
        found = {label(line): line[measure] for line in body["lines"]}
        assert {
            name: value for name, value in found.items() if value or name in expected
        } == expected
        assert body["whole"][measure] == sum(expected.values())
    assert shown.below or [line["part"] for line in body["lines"]] == [OWN]


def lineage_agrees(ask: Ask, held: list[Held], asked: Asked, measure: str) -> None:
    listing = [each for each in held if each.role != "hamlet-officer"]
    shown = seen(listing, asked.place, asked.on, asked.boundary)
    wanted = asked.parameters(measure=measure)
    status, body = ask(held, "/lineage", wanted)
    if not listing:
        assert status == 403
    elif shown is None:
        assert (status, body) == (404, as_if_not_there(ask, held, "/lineage", wanted))
    else:
        expected = sorted(fact.position for fact, _ in asked.counted(measure, shown))
        assert sorted(item["position"] for item in body["items"]) == expected


def test_a_cursor_of_one_who_sees_more_shows_nothing_more(ask: Ask) -> None:
    asked = Asked("new ward", TODAY)
    alone = Held("commune-officer", "new ward", False)
    own = {fact.position for fact, _ in asked.counted("families", Seen("new ward", below=False))}
    wanted = asked.parameters(measure="families")
    cursor: dict[str, str] = {}
    for _ in range(6):
        _, more = ask([NEW], "/lineage", wanted | {"limit": "2"} | cursor)
        cursor = {"cursor": more["next_cursor"]}
        _, body = ask([alone], "/lineage", wanted | cursor)
        last = more["items"][-1]["position"]
        found = [item["position"] for item in body["items"]]
        assert found == sorted(position for position in own if position > last)


@pytest.mark.parametrize("path", ["/figures", "/reports/families", "/lineage"])
def test_only_the_system_sees_the_whole_deployment(ask: Ask, path: str) -> None:
    wanted = {"on": str(TODAY), "measure": "families", **BOUNDS}
    for below in (True, False):
        status, body = ask([Held("province-officer", "city", below)], path, wanted)
        assert (status, body["code"]) == (404, "rollups.place-not-found")


def test_an_ended_place_by_its_code_is_as_if_not_there_after_its_last_day(ask: Ask) -> None:
    last = LAND["ward 1"].last
    for on, boundary, expected in [(last, None, 200), (TODAY, last, 404), (last, last, 200)]:
        wanted = Asked("ward 1", on, boundary).parameters(measure="families")
        del wanted["place_id"]
        status, body = ask([WARD], "/figures", wanted | {"place_code": "26965"})
        assert status == expected
        _, nowhere = ask([WARD], "/figures", wanted | {"place_code": "99999"})
        said = nowhere["detail"].replace("99999", "26965")
        assert status == 200 or body == nowhere | {"detail": said}
