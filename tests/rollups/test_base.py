"""A figure as a share of what another measure counts: 2 of 5 centres have a seal."""

from typing import Any

from tests.rollups import events, organisation
from tests.rollups.events import heard
from tests.rollups.territory import place_id
from tests.rollups.test_api import FIRST, SECOND, asked, hear

ON: dict[str, Any] = {"place_id": str(place_id("79/766/26965")), "on": "2022-09-30"}
SEALS = ["facility_code:seal", "equipped_year:2022"]


def told() -> list[Any]:
    """Three centres in the first part and two in the second; of one in the first and one in the
    second it is known that they have a seal."""
    places = [FIRST, FIRST, FIRST, SECOND, SECOND]
    said: list[Any] = [*map(events.centre, places)]
    said += [organisation.centre_equipped(place)[0] for place in (FIRST, SECOND)]
    return [heard(each, number) for number, each in enumerate(said, 1)]


def ratio(said: Any) -> tuple[int, int, str | None]:
    return said["numerator"], said["denominator"], said["percent"]


async def test_a_figure_and_each_row_of_it_is_a_share_of_the_base(migrated: str) -> None:
    wanted = {**ON, "measure": "centre-facilities", "only": SEALS, "base": "centres"}
    status, body = await asked(hear(migrated, told()), "/figures", wanted)
    (figure,) = body["figures"]
    assert (status, ratio(figure["of_base"])) == (200, (2, 5, "40.00"))
    assert figure["of_base"]["basis"] == "total"
    rows = {row["place"]["place_id"]: ratio(row["of_base"]) for row in figure["rows"]}
    assert rows == {str(FIRST): (1, 3, "33.33"), str(SECOND): (1, 2, "50.00")}
    _, whole = await asked(migrated, "/figures", {**ON, "measure": "centres", "base": "centres"})
    assert [ratio(each["of_base"]) for each in whole["figures"]] == [(5, 5, "100.00")]
    _, none = await asked(migrated, "/figures", {**wanted, "base": "clans"})
    assert ratio(none["figures"][0]["of_base"]) == (2, 0, None)


async def test_without_a_base_a_figure_is_a_share_of_nothing_and_an_unknown_one_is_refused(
    migrated: str,
) -> None:
    _, body = await asked(hear(migrated, told()), "/figures", {**ON, "measure": "centres"})
    assert body["figures"][0]["of_base"] is None
    for base, code in (("dogs", "unknown-measure"), ("classes", "period-missing")):
        status, body = await asked(migrated, "/figures", {**ON, "measure": "centres", "base": base})
        assert (status, body["code"]) == (422, f"rollups.{code}")
