"""The journey that is walked through a deployment of docker-compose.yml, whatever runs it.

A province comes up with the places of Vietnam; a family is registered, recognised and told so; a
fund awards a scholarship and its pupil's family is told; every figure is right.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import uuid4

import httpx2

from shared.web.identity import Grant
from tests.support.waiting import eventually
from tests.web.tokens import signed_in

WARD: Final = {"code": "26983", "on": "2025-07-10"}
NAME_OF_THE_WARD: Final = "Bảy Hiền"
"""Until 1 July 2025 its code was another ward's."""
TITLE: Final = {"title": "family", "title_year": 2025}
PATIENCE: Final = 600.0
"""Seconds that something may take to be heard of, on a machine that does much else."""
WRITTEN: Final = """
import json, os, pathlib
folder = pathlib.Path(os.environ["NOTIFICATIONS_FOLDER"])
print(json.dumps([json.loads(file.read_text()) for file in folder.glob("*.json")]))
"""

Sign = Callable[[Sequence[Grant]], str]


@dataclass(frozen=True)
class Site:
    """`doors`: the address of each service. `sign` writes a token of the deployment's issuer.
    `execute` runs a command beside what runs in a container, `operate` one of the operator's."""

    doors: Mapping[str, str]
    sign: Sign
    execute: Callable[..., str]
    operate: Callable[..., str]

    def caller(self, role: str, place_id: str | None) -> "Caller":
        place: Any = place_id
        return Caller(self.doors, signed_in(self.sign([Grant(role, place, "subtree")])))

    def messages(self, subject_id: str) -> list[str]:
        """The texts of what was handed over about a subject."""
        written = json.loads(self.execute("notifications-worker", "python", "-c", WRITTEN))
        return [each["text"] for each in written if each["subject_id"] == subject_id]


@dataclass(frozen=True)
class Caller:
    """Asks at any service's door; paths begin with the service's name."""

    doors: Mapping[str, str]
    headers: Mapping[str, str]

    def post(self, path: str, **body: Any) -> dict[str, Any]:
        """Done, sooner or later: asked again while what it names has not been heard of there."""
        headers = {**self.headers, "Idempotency-Key": str(uuid4())}

        def answered() -> httpx2.Response | None:
            answer = httpx2.post(self._url(path), json=body, headers=headers, timeout=60)
            return None if "Retry-After" in answer.headers else answer

        answer = eventually(answered, PATIENCE, path)
        assert answer is not None
        assert answer.is_success, f"{path}: {answer.text}"
        done: dict[str, Any] = answer.json()
        return done

    def get(self, path: str, **asked: Any) -> dict[str, Any] | None:
        """None while it is not there to be seen."""
        url = self._url(path)
        answer = httpx2.get(url, params=asked, headers=dict(self.headers), timeout=60)
        found: dict[str, Any] = answer.json()
        return found if answer.is_success else None

    def sees(self, place_id: str, **figures: int) -> None:
        """Sooner or later; a measure's name is written with underscores."""
        expected = {name.replace("_", "-"): value for name, value in figures.items()}
        asked = {"on": "2025-12-31", "since": "2025-01-01", "title": "family", "year": 2025}
        asked |= {"place_id": place_id, "measure": list(expected)}

        def seen() -> bool:
            found = self.get("/rollups/v1/figures", **asked) or {"figures": []}
            return {each["measure"]: each["value"] for each in found["figures"]} == expected

        eventually(seen, PATIENCE, f"the figures {expected}")

    def _url(self, path: str) -> str:
        return f"{self.doors[path.split('/')[1]]}{path}"


@dataclass(frozen=True)
class Walked:
    """What a walk left behind, for whoever looks again later."""

    officer: Caller
    hamlet: str
    candidacy: str
    award: str

    def still_holds(self, site: Site) -> None:
        """Every figure, and each message, once."""
        self.officer.sees(self.hamlet, families=1, registered=1, registered_new=1, recognised=1)
        self.officer.sees(self.hamlet, scholarship_grants=3, scholarship_amount=1_500_000)
        (recognised,) = site.messages(self.candidacy)
        (awarded,) = site.messages(self.award)
        assert "123/QĐ-UBND" in recognised
        assert "1.500.000" in awarded


def walk(site: Site) -> Walked:
    """With the places brought in by the operator."""
    ward = ward_of(site.caller("system", None))
    officer = site.caller("province-officer", ward["parents"][0]["place_id"])
    asked = {"commune_id": ward["place_id"], "kind": "khu-pho", "valid_from": "2025-07-01"}
    name = f"Khu phố {uuid4().hex[:6]}"
    hamlet = str(officer.post("/registry/v1/places", **asked, name=name)["place_id"])
    candidacy = recognised(officer, hamlet)
    award = awarded(officer, hamlet)
    eventually(lambda: site.messages(candidacy), PATIENCE, "the message of the recognition")
    eventually(lambda: site.messages(award), PATIENCE, "the message of the scholarship")
    walked = Walked(officer, hamlet, candidacy, award)
    walked.still_holds(site)
    return walked


def ward_of(system: Caller) -> dict[str, Any]:
    """The ward, once all of the import has been heard of."""

    def heard() -> dict[str, Any] | None:
        found = system.get("/registry/v1/places", **WARD)
        return found if found and NAME_OF_THE_WARD in found["name"] else None

    found = eventually(heard, PATIENCE, NAME_OF_THE_WARD)
    assert found is not None
    return found


def recognised(officer: Caller, hamlet: str) -> str:
    """The candidacy of a family that is registered, runs and wins."""
    registered = {"place_id": hamlet, "registered_on": "2025-07-10"}
    head = {"full_name": "Nguyễn Thị Học"}
    family = officer.post("/registry/v1/families", **registered, head=head)["family_id"]
    bearer = {"bearer_kind": "family", "bearer_id": family}
    runs = TITLE | {"registration": "new", "registered_on": "2025-08-15"}
    officer.post("/recognition/v1/candidacies", **bearer, place_id=hamlet, **runs)
    asked = {"title": "family", "year": 2025, "on": "2025-12-31"}
    path = f"/recognition/v1/bearers/family/{family}/status"

    def heard() -> bool:
        return (officer.get(path, **asked) or {}).get("status") == "registered"

    eventually(heard, PATIENCE, "the family is heard of")
    decision = TITLE | {"decided_on": "2025-11-20", "decision_number": "123/QĐ-UBND"}
    answer = officer.post("/recognition/v1/decisions", **bearer, **decision)
    return str(answer["candidacy_id"])


def awarded(officer: Caller, hamlet: str) -> str:
    """The award of a fund's scholarships."""
    fund = {"place_id": hamlet, "opened_on": "2025-07-02"}
    fund_id = officer.post("/funding/v1/funds", **fund)["fund_id"]
    award = {"recipient_ref": str(uuid4()), "grants": 3, "amount_dong": 1_500_000}
    path = f"/funding/v1/funds/{fund_id}/scholarships"
    return str(officer.post(path, **award, awarded_on="2025-09-05")["award_id"])
