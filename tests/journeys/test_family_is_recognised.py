"""A family runs for the title of a year, is recognised, and is told so once."""

import json
from uuid import UUID

from shared.messaging import control
from shared.postgres.connections import connect
from tests.journeys.deployment import Deployment, Officer
from tests.support.waiting import eventually

TITLE = {"bearer_kind": "family", "title": "family", "title_year": 2022}
CANDIDACY = TITLE | {"registration": "new", "registered_on": "2022-03-15"}
REVOCATION = {
    "revoked_on": "2022-12-20",
    "decision_number": "45/QĐ-UBND",
    "ground_code": "false-declaration",
}
DECISION = TITLE | {"decided_on": "2022-11-20", "decision_number": "123/QĐ-UBND"}


def recognise(officer: Officer, family: str, hamlet: UUID) -> str:
    """Answers which candidacy it was. The family may be heard of later than its candidacy."""
    asked = CANDIDACY | {"bearer_id": family, "place_id": str(hamlet)}
    officer.post("/recognition/v1/candidacies", **asked)
    eventually(lambda: status(officer, family) == "registered", message="heard of the family")
    answer = officer.post("/recognition/v1/decisions", bearer_id=family, **DECISION)
    return str(answer["candidacy_id"])


def status(officer: Officer, family: str) -> str | None:
    asked = {"title": "family", "year": 2022, "on": "2022-12-31"}
    found = officer.get(f"/recognition/v1/bearers/family/{family}/status", **asked)
    return None if found is None else str(found["status"])


def messages(deployment: Deployment, subject: str) -> list[str]:
    """The texts of all messages about a subject."""
    written = [json.loads(file.read_text()) for file in deployment.messages.glob("*.json")]
    return [each["text"] for each in written if each["subject_id"] == subject]


def test_a_candidacy_and_its_recognition_move_the_figures(
    province: Officer, hamlet: UUID, family: str
) -> None:
    province.sees(hamlet, families=1, registered=0, recognised=0)
    recognise(province, family, hamlet)
    province.sees(hamlet, families=1, registered=1, registered_new=1, recognised=1)
    eventually(lambda: status(province, family) == "recognised")


def test_a_recognised_family_is_told_once_though_everything_is_sent_again(
    deployment: Deployment, province: Officer, hamlet: UUID, family: str
) -> None:
    candidacy = recognise(province, family, hamlet)
    eventually(lambda: messages(deployment, candidacy), message="the message")
    with connect(deployment.databases["recognition"], "journey") as connection:
        control.replay(connection)
    again = "select again_after is null from relay_mark"
    eventually(lambda: deployment.rows("recognition", again) == [(True,)], message="sent again")
    eventually(deployment.caught_up, 20, "nobody is behind")
    (text,) = messages(deployment, candidacy)
    assert "123/QĐ-UBND" in text


def test_a_title_that_was_revoked_is_taken_from_the_figures_and_the_family_is_told(
    deployment: Deployment, province: Officer, hamlet: UUID, family: str
) -> None:
    candidacy = recognise(province, family, hamlet)
    province.sees(hamlet, registered=1, recognised=1)
    bearer = TITLE | {"bearer_id": family}
    province.post("/recognition/v1/revocations", **bearer, **REVOCATION)
    province.sees(hamlet, registered=1, recognised=0)
    eventually(lambda: len(messages(deployment, candidacy)) == 2, message="both messages")
    assert any("45/QĐ-UBND" in text for text in messages(deployment, candidacy))


def test_a_family_that_withdraws_is_not_counted_until_it_registers_again(
    province: Officer, hamlet: UUID, family: str
) -> None:
    bearer = TITLE | {"bearer_id": family}
    asked = CANDIDACY | bearer | {"place_id": str(hamlet)}
    province.post("/recognition/v1/candidacies", **asked)
    province.sees(hamlet, families=1, registered=1)
    province.post("/recognition/v1/withdrawals", **bearer, withdrawn_on="2022-05-02")
    province.sees(hamlet, families=1, registered=0)
    eventually(lambda: status(province, family) == "withdrawn")
    again = CANDIDACY | bearer | {"registration": "renewed", "registered_on": "2022-06-01"}
    province.post("/recognition/v1/candidacies", **again)
    province.sees(hamlet, registered=1, registered_new=0, registered_renewed=1)
