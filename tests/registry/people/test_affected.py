"""Whom a breach affects: everybody whose data were touched in that time, and nobody else."""

import json
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from typer.testing import CliRunner

from hieuhoc.commands.people import app
from services.registry.people.vault.affected import Affected, affected
from shared.vocabulary.calendar import civil_day
from tests.registry.families.test_registering import HEAD, form
from tests.support import land
from tests.support.land import OF_COMMUNE, OF_HAMLET, OF_OTHER_COMMUNE
from tests.support.service_door import ServiceDoor

ONE, OTHER = HEAD, {"full_name": "Lê Văn Bảy", "phone": "0912000000"}


async def heads(register: ServiceDoor) -> list[UUID]:
    for head in (ONE, OTHER):
        answer = await register.post("/families", form(head=head), OF_HAMLET)
        assert answer.status_code == 201, answer.text
    rows = register.rows("select person_ref from people order by kept_at")
    register.rows("update people set kept_at = '2026-01-01' returning 1")
    register.rows("update kept_for set kept_at = '2026-01-01' returning 1")
    return [person_ref for (person_ref,) in rows]


def began(register: ServiceDoor) -> datetime:
    """An instant after all that was recorded and before what will be."""
    ((last,),) = register.rows("select recorded_at from log_head")
    register.clock.now = last + timedelta(seconds=2)
    return register.clock.now - timedelta(seconds=1)


def found(register: ServiceDoor, since: datetime) -> list[Affected]:
    return affected(register.looking, since, since + timedelta(hours=72))


async def test_who_was_read_is_affected_by_whom_and_where_and_who_was_not_is_not(
    register: ServiceDoor,
) -> None:
    one, _ = await heads(register)
    since = began(register)
    await register.get(f"/people/{one}", OF_COMMUNE)
    await register.get(f"/people/{one}", OF_OTHER_COMMUNE)  # in vain
    (only,) = found(register, since)
    assert (only.person_ref, only.place_id) == (one, land.HAMLET)
    assert only.through == ("registry.personal-data-read.v1",)
    assert len(only.by) == 1


async def test_whose_names_were_exported_is_affected(register: ServiceDoor) -> None:
    one, other = await heads(register)
    since = began(register)
    asked = {"person_refs": [str(one), str(other), str(uuid4())]}
    assert (await register.post("/people/names/export", asked, OF_COMMUNE)).status_code == 200
    exported = found(register, since)
    assert [each.person_ref for each in exported] == sorted([one, other])
    assert {each.through for each in exported} == {("registry.personal-data-exported.v1",)}
    assert all(len(each.by) == 1 for each in exported)


async def test_who_was_registered_and_who_was_erased_are_affected_in_their_time(
    register: ServiceDoor,
) -> None:
    before = began(register)
    one, other = await heads(register)
    assert {each.person_ref for each in found(register, before)} == {one, other}
    since = began(register)
    assert found(register, since) == []
    await register.post(f"/people/{one}/erasure", {}, OF_COMMUNE)
    (erased,) = found(register, since)
    assert (erased.person_ref, erased.place_id) == (one, land.HAMLET)
    assert erased.through == ("registry.person-erased.v1",)


async def test_the_command_says_references_and_never_a_name(
    register: ServiceDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = civil_day(began(register)).isoformat()
    one, other = await heads(register)
    monkeypatch.setenv("REGISTRY_DATABASE", register.dsn)
    last = civil_day(began(register)).isoformat()
    said = CliRunner().invoke(app, ["affected", "--from", first, "--to", last, "--json"])
    assert said.exit_code == 0, said.output
    assert [each["person_ref"] for each in json.loads(said.output)] == sorted(
        [str(one), str(other)]
    )
    assert "Bảy" not in said.output
    wrong = CliRunner().invoke(app, ["affected", "--from", "2026-11-25", "--to", "2026-11-24"])
    assert wrong.exit_code == 2
