"""Families at the door of the register, as tests ask for them."""

from typing import Any
from uuid import UUID

from tests.registry.families.test_bulk import row
from tests.support.land import OF_COMMUNE
from tests.support.service_door import ServiceDoor


async def done(register: ServiceDoor, path: str, **body: Any) -> dict[str, Any]:
    answer = await register.post(f"/families{path}", body, OF_COMMUNE)
    assert answer.status_code == 201, answer.text
    said: dict[str, Any] = answer.json()
    return said


async def refused(register: ServiceDoor, path: str, **body: Any) -> str:
    answer = await register.post(f"/families{path}", body, OF_COMMUNE)
    assert answer.status_code >= 400, answer.text
    return str(answer.json()["code"])


async def registered(register: ServiceDoor, number: int = 1, **said: Any) -> str:
    return str((await done(register, "", **row(number, **said)))["family_id"])


async def joined(register: ServiceDoor, family_id: str, name: str, **said: Any) -> str:
    """Somebody new; answers their reference."""
    body: dict[str, Any] = {
        "family_id": family_id,
        "joined_on": "2025-09-01",
        "relation_code": "child",
    }
    body |= {"person": {"full_name": name}}
    return str((await done(register, "/members", **body | said))["person_ref"])


async def child_of(register: ServiceDoor, guardian_ref: UUID, **born: Any) -> UUID:
    """A child of the only family that there is."""
    ((family_id,),) = register.rows(
        "select stream_id from log where type = 'registry.family-registered.v1'"
    )
    child = {"full_name": "Lê Văn Tám", "guardian_ref": str(guardian_ref), **born}
    return UUID(await joined(register, str(family_id), "", person=child, joined_on="2026-02-01"))


async def members(register: ServiceDoor, family_id: str, **asked: Any) -> list[dict[str, Any]]:
    answer = await register.get(f"/families/{family_id}/members", OF_COMMUNE, **asked)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def people(register: ServiceDoor, family_id: str, **asked: Any) -> set[str]:
    return {each["person_ref"] for each in await members(register, family_id, **asked)}


async def listed(register: ServiceDoor, place_id: object, **asked: Any) -> set[str]:
    answer = await register.get("/families", OF_COMMUNE, place_id=place_id, **asked)
    assert answer.status_code == 200, answer.text
    page = answer.json()
    assert page["number"] == len(page["items"])
    return {each["family_id"] for each in page["items"]}


async def shown(register: ServiceDoor, family_id: str) -> dict[str, Any]:
    answer = await register.get(f"/families/{family_id}", OF_COMMUNE)
    assert answer.status_code == 200, answer.text
    said: dict[str, Any] = answer.json()
    return said
