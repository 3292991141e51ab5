"""Cần Giuộc: công văn 2750-CV/HU of 24/3/2020, of the Huyện uỷ, is on the books and counted."""

import json
from collections import Counter
from datetime import date
from typing import Any
from uuid import UUID

from shared.vocabulary.calendar import civil_day
from shared.web.identity import Grant
from tests.journeys.deployment import Deployment, Officer
from tests.support import land
from tests.support.waiting import eventually
from tests.web.tokens import signed_in

DOCUMENTS = "/registry/v1/documents"
AT = str(land.OTHER_COMMUNE)
HEADING = "Đẩy mạnh công tác khuyến học, khuyến tài trong tình hình mới"
LOG = """
select recorded_at, data from log where type like 'registry.document-%%' order by position
"""
CELLS = """
select dimensions, place_id, effective_on, recorded_on, value from cells_v2
where measure = 'documents-issued' and value <> 0
"""
Cells = Counter[tuple[str, UUID, date, date]]


def recounted(deployment: Deployment) -> Cells:
    """What was issued counts; corrected or withdrawn, what was counts no more."""
    cells: Cells = Counter()
    for recorded_at, data in deployment.rows("registry", LOG):
        fact: Any = json.loads(bytes(data))
        for name, times in (("issued", 1), ("was", -1)):
            if (said := fact.get(name)) is not None:
                by = f"{said['document_kind']}/{fact['organiser_kind']}"
                on = date.fromisoformat(said["issued_on"]), civil_day(recorded_at)
                cells[by, UUID(said["place_id"]), *on] += times
    return Counter({cell: value for cell, value in cells.items() if value})


def counted(deployment: Deployment) -> Cells:
    return Counter({tuple(row): n for *row, n in deployment.rows("rollups", CELLS)})


def figure(officer: Officer, year: int, *only: str) -> int:
    period = {"since": f"{year}-01-01", "on": f"{year}-12-31", "only": list(only)}
    wanted: Any = {"measure": "documents-issued", "place_id": AT} | period
    found: Any = officer.get("/rollups/v1/figures", **wanted)
    return int(found["figures"][0]["value"])


def test_a_dispatch_of_the_party_committee_is_found_by_its_number(deployment: Deployment) -> None:
    token = deployment.provider.token([Grant("system", None, "subtree")])
    system = Officer(deployment.ports, signed_in(token))
    province = deployment.officer("province-officer", land.PROVINCE)
    before = figure(province, 2020), figure(province, 2019)
    party = {"organiser_kind": "party-committee", "place_id": AT}
    said = {"document_kind": "dispatch", "document_number": "Công văn số 2750-CV/HU"}
    dispatch = system.post(DOCUMENTS, **party, **said, issued_on="2020-03-24", heading=HEADING)
    rows = [
        party | {"document_kind": "decision", "document_number": f"{number}-QĐ/HU"}
        | {"issued_on": "2019-12-30"}
        for number in (89, 281, 282)
    ]  # fmt: skip
    recorded: Any = system.post(f"{DOCUMENTS}/bulk", rows=rows)
    assert recorded["refused"] == 0
    wrong = recorded["rows"][1]["answer"], recorded["rows"][2]["answer"]
    system.post(f"{DOCUMENTS}/corrections", **wrong[0], **rows[1] | {"issued_on": "2020-01-02"})
    system.post(f"{DOCUMENTS}/withdrawals", **wrong[1])
    recount = recounted(deployment)
    eventually(lambda: counted(deployment) == recount, 30, "the cells of documents")
    assert figure(province, 2020) - before[0] == 2
    assert figure(province, 2019) - before[1] == 1
    found: Any = province.get(DOCUMENTS, place_id=AT, document_number="2750-cv/hu")
    assert [each["document_id"] for each in found["items"]] == [dispatch["document_id"]]
    read: Any = province.get(f"{DOCUMENTS}/{dispatch['document_id']}/heading")
    assert read["heading"] == HEADING
    log = b"\n".join(bytes(data) for (data,) in deployment.rows("registry", "select data from log"))
    assert HEADING not in log.decode()
