"""Members of families and clans from the door to the figure, wherever their family or clan goes,
counted again from the log by hand."""

import json
from collections import Counter
from datetime import date
from typing import Any
from uuid import UUID

from shared.vocabulary.calendar import civil_day
from tests.journeys.deployment import Deployment, Officer
from tests.support import land
from tests.support.waiting import eventually

FAMILIES, CLANS = "/registry/v1/families", "/registry/v1/clans"
REGISTERED, JOINED, MOVED, ENDED = "2025-08-01", "2025-09-01", "2026-01-10", "2026-03-01"
DAYS = (REGISTERED, JOINED, MOVED, ENDED)
CELLS = """
select measure, place_id, effective_on, recorded_on, value from cells_v2
where measure in ('family-members', 'clan-members') and value <> 0
"""
LOG = "select stream_id, type, recorded_at, data from log where type like %s order by position"
Spells = list[tuple[UUID, str, str | None]]
Stays = dict[tuple[str, str], str | None]
Cells = Counter[tuple[str, UUID, date, date]]


class Bearers:
    """Where each family or clan was, and who belonged to it from when to when, as known."""

    def __init__(self, kind: str) -> None:
        self._kind, self._spells, self._stays = kind, dict[UUID, Spells](), dict[UUID, Stays]()

    def hear(self, stream: UUID, type_: str, fact: Any) -> UUID:
        """Of whom it is."""
        name = type_.removeprefix(f"registry.{self._kind}-").removesuffix(".v1")
        of = UUID(fact.get("clan_id", str(stream)))
        spells, stays = self._spells.setdefault(of, []), self._stays.setdefault(of, {})
        if name.startswith("member-"):
            was = (fact["person_ref"], fact.get("written_on") or fact["joined_on"])
            stays.pop(was, None)
            if name != "member-withdrawn":
                stays[fact["person_ref"], fact["joined_on"]] = fact.get("left_on")
        elif name == "registered":
            spells.append((UUID(fact["place_id"]), fact["registered_on"], None))
        elif "now" in fact or "was" in fact:
            now = fact.get("now", [])
            spells[:] = [(UUID(s["place_id"]), s["since"], s["until"]) for s in now]
        elif name == "ended":
            spells[-1] = (*spells[-1][:2], fact["ended_on"])
        return of

    def counted(self, of: UUID) -> Counter[tuple[UUID, date]]:
        """From which days on how many more, and where."""
        found: Counter[tuple[UUID, date]] = Counter()
        for place, since, until in self._spells[of]:
            for (_, joined_on), left_on in self._stays[of].items():
                first, last = max(since, joined_on), min(until or "9", left_on or "9")
                if first < last:
                    found[place, date.fromisoformat(first)] += 1
                    if last != "9":
                        found[place, date.fromisoformat(last)] -= 1
        return found


def recounted(deployment: Deployment) -> Cells:
    cells: Cells = Counter()
    for kind in ("family", "clan"):
        bearers, known = Bearers(kind), dict[UUID, Counter[tuple[UUID, date]]]()
        facts = deployment.rows("registry", LOG, f"registry.{kind}-%")
        for stream, type_, recorded_at, data in facts:
            if "-reserved" in type_ or "-head-" in type_:
                continue
            of = bearers.hear(stream, type_, json.loads(bytes(data)))
            for times, counted in ((-1, known.get(of, Counter())), (1, bearers.counted(of))):
                for (place, day), value in counted.items():
                    cell = (f"{kind}-members", place, day, civil_day(recorded_at))
                    cells[cell] += times * value
            known[of] = bearers.counted(of)
    return Counter({cell: value for cell, value in cells.items() if value})


def is_counted(deployment: Deployment) -> None:
    recount = recounted(deployment)

    def counted() -> bool:
        rows = deployment.rows("rollups", CELLS)
        return Counter({tuple(row): n for *row, n in rows}) == recount

    eventually(counted, 60, f"the cells {recount}")


def figures(officer: Officer, place_id: UUID, measure: str) -> list[int]:
    asked = {"place_id": str(place_id), "measure": measure}
    found: list[Any] = [officer.get("/rollups/v1/figures", **asked, on=day) for day in DAYS]
    return [int(each["figures"][0]["value"]) for each in found]


def test_members_count_where_their_family_and_clan_are_until_those_end(
    deployment: Deployment,
) -> None:
    province = deployment.officer("province-officer", land.PROVINCE)
    before = {
        (at, of): figures(province, at, of)
        for at in (land.NEIGHBOUR, land.ELSEWHERE)
        for of in ("family-members", "clan-members")
    }
    begun: dict[str, Any] = {"place_id": str(land.NEIGHBOUR), "registered_on": REGISTERED}
    family = province.post(FAMILIES, **begun, head={"full_name": "Chủ hộ Một"})
    of_family = {"family_id": family["family_id"]}
    joins = {"joined_on": JOINED, "relation_code": "child"}
    rows = [of_family | joins | {"person": {"full_name": f"Con thứ {n}"}} for n in range(4)]
    answer = province.post(f"{FAMILIES}/members/bulk", rows=rows)
    refs = [row["answer"]["person_ref"] for row in answer["rows"]]
    never = of_family | {"person_ref": refs[0], "joined_on": JOINED}
    province.post(f"{FAMILIES}/members/withdrawals", **never)
    right = of_family | {"person_ref": refs[1], "written_on": JOINED, "joined_on": REGISTERED}
    province.post(f"{FAMILIES}/members/corrections", **right, relation_code="child")

    clan = province.post(CLANS, **begun)
    of_clan = {"clan_id": clan["clan_id"]}
    rows = [of_clan | {"person_ref": each, "joined_on": JOINED} for each in refs[1:]]
    assert province.post(f"{CLANS}/members/bulk", rows=rows)["recorded"] == 3
    left = of_clan | {"person_ref": refs[1], "left_on": MOVED}
    province.post(f"{CLANS}/members/departures", **left)
    for path, of in ((FAMILIES, of_family), (CLANS, of_clan)):
        province.post(f"{path}/moves", **of, place_id=str(land.ELSEWHERE), moved_on=MOVED)
    province.post(f"{FAMILIES}/endings", **of_family, ended_on=ENDED, ground_code="other")
    province.post(f"{CLANS}/dissolutions", **of_clan, ended_on=ENDED)

    is_counted(deployment)
    expected = {
        (land.NEIGHBOUR, "family-members"): [2, 4, 0, 0],
        (land.ELSEWHERE, "family-members"): [0, 0, 4, 0],
        (land.NEIGHBOUR, "clan-members"): [0, 3, 0, 0],
        (land.ELSEWHERE, "clan-members"): [0, 0, 2, 0],
    }
    for (at, measure), more in expected.items():
        found = figures(province, at, measure)
        assert [now - was for now, was in zip(found, before[at, measure], strict=True)] == more
