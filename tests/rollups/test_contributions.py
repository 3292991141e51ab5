"""What each published event adds."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.rollups.measures import counted
from services.rollups.measures.counted import COUNTED, contributions
from shared.contracts.envelope import Contract
from tests.rollups import events

PLACE = uuid4()
DAY = events.DAY
LATER = date(2022, 9, 20)

EXPECTED: list[tuple[Contract, list[tuple[str, UUID, date, int]]]] = [
    (events.family(PLACE), [("families", PLACE, DAY, 1)]),
    (events.clan(PLACE), [("clans", PLACE, DAY, 1)]),
    (events.clan_ended(PLACE), [("clans", PLACE, DAY, -1)]),
    (events.candidacy(PLACE), [("family.registered.new.2022", PLACE, DAY, 1)]),
    (
        events.candidacy(PLACE, registration="renewed", title_year=2023),
        [("family.registered.renewed.2023", PLACE, DAY, 1)],
    ),
    (events.recognition(PLACE), [("family.recognised.2022", PLACE, DAY, 1)]),
    (
        events.withdrawal(events.candidacy(PLACE, registration="renewed"), LATER),
        [("family.registered.renewed.2022", PLACE, LATER, -1)],
    ),
    (
        events.revocation(events.recognition(PLACE), LATER),
        [("family.recognised.2022", PLACE, LATER, -1)],
    ),
    (events.candidacy(PLACE, title="clan"), [("clan.registered.new.2022", PLACE, DAY, 1)]),
    (events.class_held(PLACE), [("classes", PLACE, DAY, 1), ("attendances", PLACE, DAY, 30)]),
    (
        events.scholarship(PLACE, grants=2),
        [("scholarship.grants", PLACE, DAY, 2), ("scholarship.amount", PLACE, DAY, 1_000_000)],
    ),
]


@pytest.mark.parametrize(("event", "added"), EXPECTED)
def test_an_event_adds_at_its_place_from_its_day_on(
    event: Contract, added: list[tuple[str, UUID, date, int]]
) -> None:
    assert list(contributions(event)) == added


def test_every_event_that_is_heard_is_counted_somewhere() -> None:
    assert {type(event) for event, _ in EXPECTED} == set(COUNTED)


@pytest.mark.parametrize(
    "told",
    [{"registration": "old"}, {"title": 'fa","mily'}, {"title": "x"}, {"title_year": 20222}],
)
def test_an_event_that_names_what_nobody_knows_cannot_be_folded(told: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="no such"):
        contributions(events.candidacy(PLACE, **told))


def test_registered_is_new_and_renewed_together_and_each_can_be_asked() -> None:
    both = counted.measure("registered", "family", 2022).codes
    new = counted.measure("registered-new", "family", 2022).codes
    renewed = counted.measure("registered-renewed", "family", 2022).codes
    assert both == (*new, *renewed)


@pytest.mark.parametrize(
    ("name", "title", "year", "refusal"),
    [
        ("dogs", None, None, counted.UnknownMeasure),
        ("registered", None, 2022, counted.TitleYearMissing),
        ("recognised", "Family!", 2022, counted.UnknownTitle),
    ],
)
def test_a_measure_that_is_not_counted_is_refused(
    name: str, title: str | None, year: int | None, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        counted.measure(name, title, year)
