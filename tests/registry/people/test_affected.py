"""Whom a breach affects: everybody whose data were touched in that time, and nobody else."""

import json
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from typer.testing import CliRunner

from hieuhoc.commands.people import app
from services.registry.people.vault.affected import Affected, affected, exports_forgotten
from services.registry.people.vault.exports import purge_exports
from shared.eventstore.log.steady import SteadyConnection
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


async def test_what_left_in_an_export_is_kept_for_its_days_and_then_said_to_be_forgotten(
    register: ServiceDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, _ = await heads(register)
    since = began(register)
    for days in (29, 31, 0):  # as old as that
        asked = {"person_refs": [str(one)]}
        assert (await register.post("/people/names/export", asked, OF_COMMUNE)).status_code == 200
        older = "update exports set exported_at = exported_at - %s * interval '1 day'"
        register.rows(f"{older} where person_refs = %s returning 1", days, [one])
        register.rows("update exports set person_refs = %s returning 1", [one, uuid4()])
    lost = "insert into exports values (%s, now() - interval '2 days', %s) returning 1"
    register.rows(lost, uuid4(), [one])
    now = datetime.now(UTC)
    until = since + timedelta(hours=72)
    assert exports_forgotten(register.looking, since, until) == 0
    line = SteadyConnection(register.dsn, "test")
    try:
        for expected in (2, 0):
            assert await purge_exports(line, now, 30) == expected
    finally:
        await line.close()
    assert len(register.rows("select from exports where recorded")) == 1
    assert exports_forgotten(register.looking, since, until) == 1
    assert [each.person_ref for each in found(register, since) if each.person_ref == one] == [one]
    monkeypatch.setenv("REGISTRY_DATABASE", register.dsn)
    day = civil_day(since).isoformat()
    said = CliRunner().invoke(app, ["affected", "--from", day, "--to", day, "--json"])
    assert said.stderr.startswith("1 exports of that time are older")
    assert json.loads(said.stdout)


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
