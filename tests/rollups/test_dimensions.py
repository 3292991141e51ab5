"""Figures of some values of a dimension, and apart by all of them: each equals a recount."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from services.rollups.measures.asking import measure
from services.rollups.measures.catalogue import BY_NAME
from services.rollups.views.answers import Answers, Question
from shared.vocabulary.kinds import (
    ASSOCIATION_LEVELS,
    CITIZEN_GROUPS,
    ESTABLISHMENT_KINDS,
    MEMBER_HOST_KINDS,
    PLANNER_KINDS,
)
from shared.vocabulary.places import Tree
from tests.rollups import events, organisation
from tests.rollups.events import heard
from tests.rollups.many import (
    ACTIVITIES,
    DAYS,
    HAMLETS,
    ORGANISERS,
    PAPERS,
    RECORDED,
    TITLES,
    TOPICS,
    YEARS,
    Added,
    all_added,
    many,
)
from tests.rollups.officers import asked_of, hamlet_officer
from tests.rollups.territory import TAN_BINH, place_id
from tests.rollups.test_api import OFFICER, asked, hear
from tests.support.databases import Databases

TOLD = many(600)
ADDED = all_added(TOLD)
TREE = Tree(list(TAN_BINH))
VALUES = {
    "title": TITLES,
    "title_year": tuple(map(str, YEARS)),
    "registration": ("new", "renewed"),
    "topic_code": (*TOPICS, "literacy"),
    "group_code": CITIZEN_GROUPS,
    "establishment_kind": ESTABLISHMENT_KINDS,
    "host_kind": (*MEMBER_HOST_KINDS, "religious"),
    "level": ASSOCIATION_LEVELS,
    "organiser_kind": ORGANISERS,
    "programme_code": ("", "learners-needs", "literacy"),
    "activity_kind": ACTIVITIES,
    "document_kind": PAPERS,
    "plan_year": tuple(map(str, YEARS)),
    "planner_kind": PLANNER_KINDS,
    "first_on": ("", *(each.isoformat() for each in DAYS)),
    "band_code": organisation.BANDS,
    "rating_year": tuple(map(str, YEARS)),
    "facility_code": ("club", "seal"),
    "equipped_year": tuple(map(str, YEARS)),
}


@dataclass(frozen=True)
class Wanted:
    """A question in plain words, of the whole deployment."""

    name: str
    only: dict[str, str]
    apart: tuple[str, ...]
    since: date
    on: date
    as_of: date | None

    def holds(self, each: Added) -> bool:
        flows = BY_NAME[self.name].nature == "flow"
        return (
            each.measure == self.name
            and each.day <= self.on
            and (not flows or each.day >= self.since)
            and (not each.said.get("first_on") or each.said["first_on"] >= str(self.since))
            and (self.as_of is None or each.recorded_on <= self.as_of)
            and all(each.said[name] == value for name, value in self.only.items())
        )

    def recounted(self) -> dict[tuple[str, ...], int]:
        sums: Counter[tuple[str, ...]] = Counter() if self.apart else Counter({(): 0})
        for each in filter(self.holds, ADDED):
            sums[tuple(each.said[name] for name in self.apart)] += each.value
        return dict(sums)


@st.composite
def wanted(draw: st.DrawFn) -> Wanted:
    name = draw(st.sampled_from(list(BY_NAME)))
    by = BY_NAME[name].by
    some = draw(st.permutations(by))
    needed = [each for each in by if each in ("title", "title_year")]
    chosen = {*needed, *some[: draw(st.integers(0, len(by)))]}
    only = {each: draw(st.sampled_from(VALUES[each])) for each in by if each in chosen}
    apart = draw(st.permutations(by))[: draw(st.integers(0, len(by)))]
    since, on = sorted((draw(st.sampled_from(DAYS)), draw(st.sampled_from(DAYS))))
    as_of = draw(st.none() | st.sampled_from([each.date() for each in RECORDED]))
    return Wanted(name, only, tuple(apart), since, on, as_of)


@pytest.fixture(scope="module")
def ask(databases: Databases) -> Iterator[Any]:
    """Asks for the figures of the whole deployment, where all of it was heard."""
    with databases.migrated("rollups") as database, asyncio.Runner() as runner:
        hear(database, TOLD)
        desk = asked_of(database, TREE)
        answers = runner.run(desk.__aenter__()).has(Answers)

        def asking(one: Wanted) -> dict[tuple[str, ...], int]:
            chosen = measure(one.name, only=list(one.only.items()), apart=one.apart)
            question = Question(None, one.on, one.since, one.as_of)
            found = runner.run(answers.figures(TREE, question, [chosen]))
            return {values: total.value for values, total in found.totals[chosen].items()}

        yield asking
        runner.run(desk.__aexit__(None, None, None))


OF_A_KIND_THAT_STAYED = Wanted(
    "establishments", {}, ("establishment_kind",), DAYS[0], DAYS[0], date(2022, 2, 1)
)


@settings(max_examples=150, deadline=None)
@given(wanted())
@example(OF_A_KIND_THAT_STAYED)
def test_every_figure_is_what_a_recount_of_the_events_says(ask: Any, one: Wanted) -> None:
    assert ask(one) == one.recounted()


ON = {"place_code": "26965", "on": "2022-12-31", "since": "2022-01-01"}


async def test_classes_are_asked_by_topic_and_only_of_one(migrated: str) -> None:
    of_each = [events.class_held(HAMLETS[0], topic_code=topic) for topic in TOPICS]
    numbered = enumerate(of_each, len(TOLD) + 1)
    dsn = hear(migrated, [*TOLD, *(heard(each, number) for number, each in numbered)])
    wanted = {**ON, "measure": ["classes", "attendances"]}
    _, whole = await asked(dsn, "/figures", wanted)
    status, body = await asked(dsn, "/figures", {**wanted, "by": "topic_code"})
    assert status == 200
    for each in whole["figures"]:
        of_it = [figure for figure in body["figures"] if figure["measure"] == each["measure"]]
        assert [figure["dimensions"]["topic_code"] for figure in of_it] == sorted(TOPICS)
        assert sum(figure["value"] for figure in of_it) == each["value"]
        assert each["dimensions"] == {}
    _, law = await asked(dsn, "/figures", {**wanted, "only": "topic_code:law"})
    by_law = [each for each in body["figures"] if each["dimensions"] == {"topic_code": "law"}]
    assert [each["value"] for each in law["figures"]] == [each["value"] for each in by_law]
    asked_for = {**ON, "measure": "classes", "only": "topic_code:law", "limit": "100"}
    _, sources = await asked(dsn, "/lineage", asked_for)
    assert sum(item["value"] for item in sources["items"]) == law["figures"][0]["value"]
    assert {item["dimensions"]["topic_code"] for item in sources["items"]} == {"law"}


async def test_a_topic_is_asked_with_what_lies_below_it_and_shown_as_it_was_recorded(
    migrated: str,
) -> None:
    topics = ["law", "law-land", "law-road-safety", "livelihood"]
    of_each = [events.class_held(HAMLETS[0], topic_code=topic) for topic in topics]
    dsn = hear(migrated, [heard(each, number) for number, each in enumerate(of_each, 1)])
    wanted = {**ON, "measure": "classes"}
    for topic, number in (("law", 3), ("law-land", 1), ("livelihood", 1), ("health", 0)):
        _, body = await asked(dsn, "/figures", {**wanted, "only": f"topic_code:{topic}"})
        assert [each["value"] for each in body["figures"]] == [number], topic
    of_law = {**wanted, "only": "topic_code:law", "by": "topic_code"}
    _, body = await asked(dsn, "/figures", of_law)
    apart = {each["dimensions"]["topic_code"]: each["value"] for each in body["figures"]}
    assert apart == {"law": 1, "law-land": 1, "law-road-safety": 1}
    status, body = await asked(dsn, "/figures", {**wanted, "only": "topic_code:astrology"})
    assert (status, body["code"]) == (422, "rollups.unknown-topic")
    assert "law-land, law-marriage-and-family" in body["detail"]


async def test_a_topic_that_is_counted_out_of_reach_only_is_not_told(migrated: str) -> None:
    here, elsewhere = HAMLETS[0], HAMLETS[2]
    classes = [events.class_held(here, topic_code="law"), events.class_held(elsewhere)]
    dsn = hear(migrated, [heard(each, n) for n, each in enumerate(classes, 1)])
    wanted = {"on": "2022-12-31", "since": "2022-01-01", "measure": "classes", "by": "topic_code"}
    for officer, place, topics in (
        (hamlet_officer(here), here, ["law"]),
        (OFFICER, place_id("79/766/26965"), ["law"]),
        (OFFICER, place_id("79/766"), ["digital-skills", "law"]),
    ):
        _, body = await asked(dsn, "/figures", {**wanted, "place_id": str(place)}, officer)
        found = [each["dimensions"]["topic_code"] for each in body["figures"]]
        assert found == topics


REFUSED = [
    ({"only": "topic_code"}, "web.invalid-request"),
    ({"only": "topic_code:Law"}, "web.invalid-request"),
    ({"only": "title:family"}, "rollups.not-counted-by"),
    ({"by": "title"}, "rollups.not-counted-by"),
    ({"only": ["topic_code:law", "topic_code:health"]}, "rollups.two-values"),
    ({"only": "topic_code:a--b"}, "rollups.unknown-value"),
]


@pytest.mark.parametrize(("more", "code"), REFUSED)
async def test_what_a_measure_is_not_counted_by_is_refused(
    migrated: str, more: dict[str, Any], code: str
) -> None:
    status, body = await asked(migrated, "/figures", {**ON, "measure": "classes", **more})
    assert (status, body["code"]) == (422, code)
