"""1 July 2025 happens to Cần Giuộc: 15 communes of a district of Long An (80) are 5 of Tây Ninh,
which has the code 80 from then on; a commune beside them is divided. Nothing is lost or doubled."""

import asyncio
import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from typer.testing import CliRunner, Result

from hieuhoc.commands.root import app as commands
from services.registry.importing.vietnam_2025.units import CROSSWALK
from services.registry.main import CARDS
from services.registry.places.changing import Importer, change_places
from services.registry.places.territory.facts import PlaceEstablished
from shared.eventstore.facts import Origin
from shared.eventstore.store import open_store
from shared.eventstore.transactions import Transactions
from shared.vocabulary.calendar import civil_day, system_clock
from shared.web.identity import Grant
from tests.journeys.conftest import register
from tests.journeys.deployment import Deployment, Officer
from tests.support.land import named
from tests.support.waiting import eventually
from tests.web.tokens import signed_in

LAST, FIRST = "2025-06-30", "2025-07-01"
NAMED = {"28159", "28165", "28177", "28201", "28207"}
"""The communes that Cần Giuộc became."""
with CROSSWALK.open(encoding="utf-8", newline="") as lines:
    CAN_GIUOC = [line for line in csv.DictReader(lines) if line["new_code"] in NAMED]
SPLIT = "28125"
"""Beside them, of the next district; its parts go to two of the five."""


def before() -> Iterator[PlaceEstablished]:
    def place(name: str, level: str, code: str, above: str | None = None) -> PlaceEstablished:
        parent = None if above is None else named(above)
        return PlaceEstablished(named(code), level, "x", name, code, parent, None)

    yield place("Tỉnh Long An", "province", "80")
    yield place("Tỉnh Tây Ninh", "province", "72")
    yield place("Xã Tân Hưng", "commune", "25540", "72")
    yield place("Huyện Cần Giuộc", "district", "807", "80")
    yield place("Huyện Cần Đước", "district", "806", "80")
    yield place("Xã Long Hòa", "commune", SPLIT, "806")
    for line in CAN_GIUOC:
        yield place(line["old_unit"], "commune", line["old_code"], "807")


def document() -> dict[str, Any]:
    new = {line["new_code"]: line["new_unit"] for line in CAN_GIUOC}
    made = {"how": "made", "level": "commune", "kind": "xa", "parent": "80"}
    province = {"how": "made", "level": "province", "kind": "tinh", "name": "Tỉnh Tây Ninh"}
    rows = [
        {**province, "code": "80"},
        *({"how": "whole", "predecessor": code, "successor": "80"} for code in ("80", "72")),
        *({"how": "ended", "predecessor": code} for code in ("806", "807")),
        *({**made, "code": code, "name": name} for code, name in new.items()),
        *(
            {"how": "whole", "predecessor": line["old_code"], "successor": line["new_code"]}
            for line in CAN_GIUOC
        ),
        *({"how": "part", "predecessor": SPLIT, "successor": to} for to in ("28177", "28165")),
    ]
    return {"document_number": "Số 202/2025/QH15", "effective_on": FIRST, "rows": rows}


@dataclass(frozen=True)
class Land:
    """A hamlet of a commune that goes over whole, and one of the commune that is divided."""

    deployment: Deployment
    system: Officer
    token: str
    kept: UUID
    waiting: UUID

    def figure(self, place_id: UUID, measure: str, on: str, **asked: str) -> int | None:
        """None: nothing of that kind is to be seen."""
        asked |= {"place_id": str(place_id), "measure": measure, "on": on}
        found = self.system.get("/rollups/v1/figures", **asked)
        return int(found["figures"][0]["value"]) if found else None

    def at(self, code: str, on: str) -> UUID:
        found = self.system.get("/registry/v1/places", code=code, on=on)
        assert found, f"{code} on {on}"
        return UUID(found["place_id"])

    def reorganised(self, folder: Path, said: dict[str, Any]) -> Result:
        file = folder / "document.json"
        file.write_text(json.dumps(said), encoding="utf-8")
        registry = f"http://127.0.0.1:{self.deployment.ports['registry']}"
        told = {"HIEUHOC_REGISTRY": registry, "HIEUHOC_TOKEN": self.token}
        return CliRunner().invoke(commands, ["places", "reorganise", str(file), "--json"], env=told)


@pytest.fixture
def land(deployment: Deployment) -> Land:
    asyncio.run(_settle(deployment.databases["registry"]))
    token = deployment.provider.token([Grant("system", None, "subtree")])
    system = Officer(deployment.ports, signed_in(token))
    kept, waiting = (_hamlet(system, named(code)) for code in ("28168", SPLIT))
    for hamlet, families in ((kept, 2), (waiting, 1)):
        for _ in range(families):
            register(system, hamlet)
    for code in ("28204", SPLIT):
        body = {"place_id": str(named(code)), "registered_on": "2024-05-01"}
        system.post("/registry/v1/clans", **body)
    return Land(deployment, system, token, kept, waiting)


async def _settle(database: str) -> None:
    async with open_store(database, CARDS.facts) as store:
        by = Importer(Origin("import:land", uuid4()))
        await change_places(Transactions(store), [*before()], by)


def _hamlet(system: Officer, commune: UUID) -> UUID:
    body = {"commune_id": str(commune), "kind": "ap", "name": "Ấp 1"}
    return UUID(system.post("/registry/v1/places", **body)["place_id"])


def test_figures_before_and_after_1_july_2025_reconcile_in_can_giuoc(
    land: Land, tmp_path: Path
) -> None:
    assert (len(CAN_GIUOC), len(NAMED)) == (15, 5)
    long_an = named("80")
    eventually(lambda: land.figure(long_an, "families", LAST) == 3, 30, "the families")
    eventually(lambda: land.figure(long_an, "clans", LAST) == 2, 30, "the clans")

    _refused_as_a_whole(land, tmp_path)
    done = land.reorganised(tmp_path, document())
    assert done.exit_code == 0, done.output
    answer = json.loads(done.output)
    assert (answer["hamlets_moved"], answer["hamlets_unallocated"]) == (1, 1)
    assert len(answer["made"]) == 6
    again = json.loads(land.reorganised(tmp_path, document()).output)
    assert again == answer, "the same file is the same command"

    _counted_where_they_are(land, long_an)
    _waiting_for_allocation(land)


def _refused_as_a_whole(land: Land, folder: Path) -> None:
    """The last row is left out: where does the rest of the divided commune go?"""
    said = document()
    rows = said["rows"][:-1]
    refused = land.reorganised(folder, said | {"rows": rows})
    assert refused.exit_code == 1
    assert f"dòng {len(rows)}:" in refused.output
    assert land.at("80", FIRST) == named("80"), "nothing was recorded"


def _counted_where_they_are(land: Land, long_an: UUID) -> None:
    today = civil_day(system_clock())
    eventually(lambda: land.at("80", FIRST) != long_an, 30, "the new province")
    tay_ninh, merged = land.at("80", FIRST), land.at("28159", FIRST)
    heir_of_clan = land.at("28207", FIRST)
    eventually(lambda: land.figure(tay_ninh, "families", FIRST) == 3, 30, "after the day")
    for measure, whole, commune, part in (
        ("families", 3, merged, 2),
        ("clans", 2, heir_of_clan, 1),
    ):
        assert land.figure(long_an, measure, LAST) == whole, "as reported, in the old province"
        assert land.figure(tay_ninh, measure, LAST) is None
        assert land.figure(tay_ninh, measure, FIRST) == whole
        assert land.figure(commune, measure, FIRST) == part
        restated = {"boundary": FIRST}
        assert land.figure(tay_ninh, measure, LAST, **restated) == whole
        assert land.figure(commune, measure, LAST, **restated) == part
        known = {"as_of": today.isoformat()}
        assert land.figure(tay_ninh, measure, FIRST, **known) == whole
        unknown = {"as_of": (today - timedelta(days=1)).isoformat()}
        assert not land.figure(tay_ninh, measure, FIRST, **unknown)


def _waiting_for_allocation(land: Land) -> None:
    """Counted in the province and in none of its communes."""
    for code in ("28177", "28165"):
        assert land.figure(land.at(code, FIRST), "families", FIRST) == 0
    asked = {"place_code": "80", "on": FIRST, "title": "family", "year": "2025"}
    report = land.system.get("/rollups/v1/reports/families", **asked)
    assert report
    waiting = {line["part"]: line["families"] for line in report["lines"] if line["families"]}
    assert waiting == {"child": 2, "unallocated": 1}
    hamlet = land.system.get(f"/registry/v1/places/{land.waiting}", on=FIRST)
    assert hamlet
    assert (hamlet["in_force"], hamlet["parents"]) == (True, [])
    went = land.system.get(f"/registry/v1/places/{land.kept}", on=FIRST)
    assert went
    assert [place["code"] for place in went["parents"]] == ["28159", "80"]
