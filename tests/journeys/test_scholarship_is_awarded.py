"""A fund awards a scholarship: it is counted, and the pupil's family is told."""

from uuid import UUID, uuid4

from tests.journeys.deployment import Deployment, Officer
from tests.journeys.test_family_is_recognised import messages
from tests.support.waiting import eventually


def test_a_scholarship_that_is_awarded_is_counted_and_told(
    deployment: Deployment, province: Officer, hamlet: UUID
) -> None:
    province.sees(hamlet, scholarship_grants=0)
    fund = {"place_id": str(hamlet), "opened_on": "2020-01-02"}
    fund_id = province.post("/funding/v1/funds", **fund)["fund_id"]
    award = {"recipient_ref": str(uuid4()), "grants": 3, "amount_dong": 1_500_000}
    path = f"/funding/v1/funds/{fund_id}/scholarships"
    awarded = province.post(path, **award, awarded_on="2022-09-05")
    province.sees(hamlet, scholarship_grants=3, scholarship_amount=1_500_000)
    (text,) = eventually(lambda: messages(deployment, awarded["award_id"]), message="the message")
    assert "1.500.000" in text


def test_whom_an_award_is_to_is_known_to_the_people_vault_as_used(
    deployment: Deployment, province: Officer, hamlet: UUID
) -> None:
    row = {"place_id": str(hamlet), "full_name": "Lê Văn Học"}
    named = province.post("/registry/v1/people/bulk", rows=[row])
    person_ref = named["rows"][0]["answer"]["person_ref"]
    fund = {"place_id": str(hamlet), "opened_on": "2020-01-02"}
    fund_id = province.post("/funding/v1/funds", **fund)["fund_id"]
    award = {"recipient_ref": person_ref, "grants": 1, "amount_dong": 500_000}
    province.post(f"/funding/v1/funds/{fund_id}/scholarships", **award, awarded_on="2022-09-05")
    used = "select from people_used where person_ref = %s"
    eventually(lambda: deployment.rows("registry", used, person_ref), message="it is heard")
