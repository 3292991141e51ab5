"""A pupil's guardian asks for erasure: nothing personal is left anywhere, and no figure changes."""

import json
from typing import Any
from uuid import UUID

import httpx2

from shared.contracts.catalogue import TOPICS
from shared.messaging.brokers import Brokers
from tests.journeys.deployment import Deployment, Officer
from tests.support.reading import read_topic
from tests.support.waiting import eventually

COUNTED = ("families", "registered", "recognised", "classes", "attendances", "scholarship-grants")
PUPIL, GUARDIAN = "Trịnh Hoài Thương", "Trịnh Bá Quyền"
BORN, PHONE, NUMBER = "2014-03-04", "0987654329", "001214555444"
REASON = "Mẹ em Thương báo ghi nhầm ngày sinh"
PERSONAL = (PUPIL, GUARDIAN, BORN, PHONE, NUMBER, REASON)


def registered(province: Officer, hamlet: UUID, **head: Any) -> tuple[str, str]:
    """A family, and the reference of whoever heads it."""
    body = {"place_id": str(hamlet), "registered_on": "2022-01-04", "head": head}
    family = province.post("/registry/v1/families", **body)["family_id"]
    found = eventually(lambda: province.get(f"/registry/v1/families/{family}"))
    assert found
    return family, str(found["head_ref"])


def joined(province: Officer, family: str, **child: Any) -> str:
    body = {"family_id": family, "joined_on": "2022-01-04", "relation_code": "child"}
    told = province.post("/registry/v1/families/members", **body, person=child)
    return str(told["person_ref"])


def exported(province: Officer, *person_refs: str) -> dict[str, str]:
    """What the lines of an export say, by reference."""
    url = f"http://127.0.0.1:{province.ports['registry']}/registry/v1/people/names/export"
    answer = httpx2.post(url, json={"person_refs": person_refs}, headers=dict(province.headers))
    assert answer.is_success, answer.text
    lines = [json.loads(line) for line in answer.text.splitlines()]
    return {each["person_ref"]: each["full_name"] for each in lines}


def everything_told(brokers: Brokers) -> bytes:
    """Every record of every topic of the deployment, with its headers."""
    records = [each for topic in TOPICS for each in read_topic(brokers, topic.name)]
    return b"".join(record.value + repr(record.stamp).encode() for record in records)


def everything_kept(deployment: Deployment) -> bytes:
    """Every row of every table of every service, as text and with its bytes as they are."""
    whole = []
    for service in deployment.databases:
        tables = "select tablename from pg_tables where schemaname = 'public'"
        for (table,) in deployment.rows(service, tables):
            rows = deployment.rows(service, f"select to_jsonb(t)::text from {table} t")
            whole += [text for (text,) in rows]
        log = deployment.rows(service, "select data from log")
        whole += [bytes(data).decode("utf-8", "replace") for (data,) in log]
    return "\n".join(whole).encode()


def holds(whole: bytes, said: str) -> bool:
    """As it is, as JSON writes it without marks, or as PostgreSQL shows bytes."""
    forms = (said.encode(), json.dumps(said)[1:-1].encode(), said.encode().hex().encode())
    return any(form in whole for form in forms)


def test_a_pupils_guardian_asks_for_erasure(
    deployment: Deployment, province: Officer, hamlet: UUID
) -> None:
    family, guardian = registered(province, hamlet, full_name=GUARDIAN)
    child = {"full_name": PUPIL, "phone": PHONE, "birth_year": 2013, "guardian_ref": guardian}
    pupil = joined(province, family, **child)
    data = {"full_name": PUPIL, "birth_date": BORN, "guardian_ref": guardian}
    data |= {"identity_number": NUMBER, "phone": PHONE}
    people = "/registry/v1/people"
    province.post(f"{people}/corrections", person_ref=pupil, reason=REASON, **data)
    consent = {"purpose_code": "publish", "channel_code": "paper", "guardian_ref": guardian}
    consent |= {"text_version": "2026-01-01", "given_on": "2026-02-03"}
    province.post(
        "/registry/v1/consents", person_ref=pupil, child_agreed_on="2026-02-03", **consent
    )
    province.sees(hamlet, families=1)
    eventually(deployment.caught_up, 20, "nobody is behind")
    corrections = province.get(f"{people}/{pupil}/corrections") or {"items": []}
    assert [each["reason"] for each in corrections["items"]] == [REASON]
    assert exported(province, pupil, guardian) == {pupil: PUPIL, guardian: GUARDIAN}
    before = province.figures(hamlet, *COUNTED)

    for person_ref in (pupil, guardian):
        province.post(f"{people}/{person_ref}/erasure")
    eventually(deployment.caught_up, 20, "nobody is behind")

    names = province.post(f"{people}/names", person_refs=[pupil, guardian])["items"]
    assert [each["full_name"] for each in names] == ["(đã xoá)"] * 2
    assert exported(province, pupil, guardian) == dict.fromkeys((pupil, guardian), "(đã xoá)")
    for path in (f"{people}/{pupil}", f"{people}/{pupil}/corrections"):
        assert province.get(path) is None
    assert province.get(f"/registry/v1/consents/{pupil}") is None
    assert province.figures(hamlet, *COUNTED) == before
    told, left = everything_told(deployment.where.brokers), everything_kept(deployment)
    assert pupil.encode() in told
    assert pupil.encode() in left
    found = [said for said in PERSONAL if holds(told, said) or holds(left, said)]
    assert found == []
