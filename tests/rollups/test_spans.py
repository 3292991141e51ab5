"""What takes a span is counted in periods that hold the whole of it, and in no others."""

from datetime import date
from typing import Any

import pytest

from tests.rollups import learning
from tests.rollups.events import heard
from tests.rollups.many import HAMLETS
from tests.rollups.test_api import asked, hear

HERE = HAMLETS[0]
LAST = date(2022, 12, 31)
TOLD = [
    learning.activity(HERE, LAST, date(2017, 1, 1), "movement"),
    learning.activity(HERE, LAST, date(2022, 1, 1), "movement"),
    learning.activity(HERE, date(2023, 5, 31), date(2022, 9, 5), "movement"),
    learning.activity(HERE, LAST),
]
STAGE, YEAR, SCHOOL_YEAR, DAY = TOLD
PERIODS = [
    ("2017-01-01", "2022-12-31", [STAGE, YEAR, DAY]),
    ("2022-01-01", "2022-12-31", [YEAR, DAY]),
    ("2022-01-02", "2022-12-31", [DAY]),
    ("2017-01-01", "2022-12-30", []),
    ("2022-09-05", "2023-05-31", [SCHOOL_YEAR, DAY]),
    ("2022-09-06", "2023-05-31", [DAY]),
    ("2017-01-01", "2023-12-31", TOLD),
]


@pytest.mark.parametrize(("since", "on", "held"), PERIODS)
async def test_figure_and_lineage_hold_what_lies_whole_in_the_period(
    migrated: str, since: str, on: str, held: list[Any]
) -> None:
    dsn = hear(migrated, [heard(each, number) for number, each in enumerate(TOLD, 1)])
    period = {"place_code": "26965", "since": since, "on": on}
    both = {**period, "measure": ["activities", "activity-attendances"]}
    _, whole = await asked(dsn, "/figures", both)
    assert [each["value"] for each in whole["figures"]] == [len(held), 42 * len(held)]
    _, apart = await asked(dsn, "/figures", {**period, "measure": "activities", "by": "first_on"})
    began = {each.first_on and each.first_on.isoformat() for each in held}
    assert {each["dimensions"]["first_on"] for each in apart["figures"]} == began
    _, sources = await asked(dsn, "/lineage", {**period, "measure": "activities", "limit": "100"})
    of = {each["subject_id"] for each in sources["items"]}
    assert of == {str(each.organiser_id) for each in held}


@pytest.mark.parametrize("value", ["2022-13-01", "20220101", "new"])
async def test_a_first_day_that_is_none_is_refused(migrated: str, value: str) -> None:
    wanted = {
        "place_code": "26965",
        "since": "2022-01-01",
        "on": "2022-12-31",
        "only": f"first_on:{value}",
    }
    status, body = await asked(migrated, "/figures", {**wanted, "measure": "activities"})
    assert (status, body["code"]) == (422, "rollups.unknown-value")
