"""Boards at the counter of the register: what is recorded, shown and refused."""

from typing import Any
from uuid import uuid4

from shared.web.identity import Grant
from tests.support import land
from tests.support.land import OF_COMMUNE, OF_OTHER_COMMUNE, OF_PROVINCE
from tests.support.service_door import ServiceDoor

ALL, NAME, PAPER = "/boards", "Ban Khuyến học họ Nguyễn", "15/QĐ-UBND"


async def done(
    register: ServiceDoor, path: str, body: dict[str, Any], by: list[Grant] = OF_PROVINCE
) -> str:
    """Twice, which changes nothing, where it is asked of one that is there."""
    for _ in range(2 if path.startswith(f"{ALL}/") else 1):
        answer = await register.post(path, body, by)
        assert answer.status_code == 201, answer.text
    return str(next(iter(answer.json().values())))


async def clan(register: ServiceDoor, place: object = land.COMMUNE) -> str:
    return await done(register, "/clans", {"place_id": str(place), "registered_on": "2025-08-01"})


def board(host_id: str | None, place: object = land.COMMUNE) -> dict[str, Any]:
    at = {"place_id": str(place), "host_kind": "clan", "host_id": host_id}
    return at | {"name": NAME, "founded_on": "2025-09-05", "document_number": PAPER}


async def shown(register: ServiceDoor, path: str, by: list[Grant] = OF_PROVINCE) -> Any:
    await register.views_caught_up()
    answer = await register.get(path, by)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_board_is_shown_as_all_that_happened_left_it(register: ServiceDoor) -> None:
    whose = await clan(register)
    id_ = await done(register, ALL, board(whose))
    into = await done(register, ALL, board(None) | {"host_kind": "religious"})
    right = board(whose) | {"founded_on": "2025-09-01", "name": "Ban Khuyến học"}
    await done(register, f"{ALL}/corrections", right | {"board_id": id_})
    over = {"board_id": id_, "into_board_id": into, "ended_on": "2026-03-01"}
    await done(register, f"{ALL}/mergers", over | {"document_number": "9/QĐ-UBND"})
    row = right | {"board_id": id_, "into_board_id": into, "ended_on": "2026-03-01"}
    assert await shown(register, f"{ALL}/{id_}") == row
    page = await shown(register, f"{ALL}?place_id={land.COMMUNE}&on=2025-09-01")
    assert page == {"items": [row], "number": 1, "next_cursor": None}
    later = await shown(register, f"{ALL}?place_id={land.COMMUNE}&on=2026-03-01")
    assert [each["board_id"] for each in later["items"]] == [into]
    await done(register, f"{ALL}/dissolutions", {"board_id": into, "ended_on": "2026-04-01"})
    assert (await shown(register, f"{ALL}/{into}"))["ended_on"] == "2026-04-01"
    await done(register, f"{ALL}/withdrawals", {"board_id": id_})
    await register.views_caught_up()
    assert (await register.get(f"{ALL}/{id_}", OF_PROVINCE)).status_code == 404


async def test_a_board_of_a_clan_or_an_establishment_that_is_not_there_is_refused(
    register: ServiceDoor,
) -> None:
    whose = await clan(register)
    await done(register, "/clans/dissolutions", {"clan_id": whose, "ended_on": "2025-09-01"})
    agency = {"kind": "agency", "name": "Ủy ban", "registered_on": "2025-08-01"}
    at = {"place_id": str(land.COMMUNE)}
    office = await done(register, "/establishments", at | agency)
    rows = [
        board(whose),
        board(whose) | {"host_kind": "village"},
        board(office) | {"host_kind": "school"},
        board(office) | {"host_kind": "hamlet"},
        board(office),
        board(office) | {"host_kind": "agency"},
    ]
    sent = [await register.post(f"{ALL}/bulk", {"rows": rows}, OF_COMMUNE, "k") for _ in range(2)]
    assert sent[0].json() == sent[1].json()
    assert [row.get("code") for row in sent[0].json()["rows"]] == [
        "registry.board-host-not-there",
        "registry.board-host-kind-unknown",
        "registry.board-host-of-other-kind",
        "web.invalid-body",
        "registry.clan-unknown",
        None,
    ]


async def test_out_of_reach_and_not_there_answer_alike(register: ServiceDoor) -> None:
    theirs = await done(register, ALL, board(None))
    ours = await done(register, ALL, board(None, land.OTHER_COMMUNE), OF_OTHER_COMMUNE)
    foreign = await clan(register)
    await register.views_caught_up()
    body = board(None, land.OTHER_COMMUNE)
    for each in (theirs, str(uuid4())):
        it, end = {"board_id": each}, {"ended_on": "2026-03-01"}
        for path, said in (
            ("mergers", it | end | {"into_board_id": ours}),
            ("mergers", end | {"board_id": ours, "into_board_id": each}),
            ("corrections", it | body),
            ("withdrawals", it),
            ("dissolutions", it | end),
        ):
            answer = await register.post(f"{ALL}/{path}", said, OF_OTHER_COMMUNE)
            assert answer.json()["code"] == "registry.board-unknown", path
        looked_up = await register.get(f"{ALL}/{each}", OF_OTHER_COMMUNE)
        assert looked_up.json()["code"] == "registry.board-unknown"
    for each in (foreign, str(uuid4())):
        answer = await register.post(ALL, body | {"host_id": each}, OF_OTHER_COMMUNE)
        assert answer.json()["code"] == "registry.clan-unknown"
    itself = await register.post(
        f"{ALL}/corrections", body | {"board_id": foreign, "host_id": foreign}, OF_PROVINCE
    )
    assert itself.json()["code"] == "registry.board-unknown"
