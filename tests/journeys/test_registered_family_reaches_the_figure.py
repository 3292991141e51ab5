"""The thinnest way through everything: HTTP, log, Kafka, rollups, HTTP."""

from uuid import UUID

from tests.journeys.conftest import register
from tests.journeys.deployment import Deployment
from tests.support import land
from tests.support.waiting import eventually


def test_a_family_that_is_registered_is_counted_up_to_its_province(
    deployment: Deployment, hamlet: UUID
) -> None:
    officer = deployment.officer("hamlet-officer", hamlet)
    province = deployment.officer("province-officer", land.PROVINCE)
    eventually(lambda: province.figures(hamlet, "families") == {"families": 0})
    before = province.figures(land.PROVINCE, "families")["families"]
    register(officer, hamlet)
    officer.sees(hamlet, families=1)
    province.sees(land.OTHER_COMMUNE, families=before + 1)
    province.sees(land.PROVINCE, families=before + 1)


def test_a_figure_leads_back_to_the_family_it_came_from(
    deployment: Deployment, hamlet: UUID, family: str
) -> None:
    province = deployment.officer("province-officer", land.PROVINCE)
    province.sees(hamlet, families=1)
    asked = {"place_id": str(hamlet), "on": "2022-12-31", "measure": "families"}
    lineage = province.get("/rollups/v1/lineage", **asked)
    assert lineage
    assert [each["subject_id"] for each in lineage["items"]] == [family]
