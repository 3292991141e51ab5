"""Rounds of a contest and ranks in them, at the door."""

from typing import Any
from uuid import uuid4

from tests.registry.activities.test_activities_door import COMMITTEE, HELD, done
from tests.registry.sessions.test_sessions_door import organiser
from tests.support import land
from tests.support.land import OF_COMMUNE, OF_OTHER_COMMUNE
from tests.support.service_door import ServiceDoor

CONTEST = COMMITTEE | HELD | {"activity_kind": "contest"}
FIRST: dict[str, Any] = {
    "round_number": 1,
    "round_kind": "qualifying",
    "held_on": "2026-03-01",
    "parts": [{"part_kind": "introduction"}, {"part_kind": "knowledge-test"}],
}
FINAL = FIRST | {"round_number": 2, "round_kind": "final", "held_on": "2026-03-05"}


async def test_a_contest_of_two_rounds_stands_in_its_minutes_with_its_ranks(
    register: ServiceDoor,
) -> None:
    contest = {"activity_id": await done(register, "", CONTEST)}
    early = await register.post("/activities/rounds", contest | FINAL, OF_COMMUNE)
    assert (early.status_code, early.json()["code"]) == (409, "registry.contest-round-missing")
    for each in (FIRST, FINAL):
        await done(register, "/rounds", contest | each)
    association = (await organiser(register, "association"))["organiser_id"]
    ranks = [
        {"entrant_kind": "association", "entrant_id": association, "rank": 1},
        {"entrant_kind": "place", "entrant_id": str(land.COMMUNE), "rank": 2},
    ]
    await done(register, "/rounds/results", contest | {"round_number": 2, "results": ranks})
    path = f"/activities/{contest['activity_id']}/minutes"
    rounds = (await register.get(path, OF_COMMUNE)).json()["rounds"]
    kinds = ["introduction", "knowledge-test"]
    assert rounds == [
        FIRST | {"parts": kinds, "results": []},
        FINAL | {"parts": kinds, "results": ranks},
    ]
    await done(register, "/rounds/withdrawals", contest | {"round_number": 2})
    assert len((await register.get(path, OF_COMMUNE)).json()["rounds"]) == 1


async def test_an_entrant_out_of_reach_is_refused_as_one_that_is_not_there(
    register: ServiceDoor,
) -> None:
    contest = {"activity_id": await done(register, "", CONTEST)}
    await done(register, "/rounds", contest | FIRST)
    for kind, id_, code in (
        ("place", str(land.OTHER_COMMUNE), "place-unknown"),
        ("place", str(uuid4()), "place-unknown"),
        ("association", str(uuid4()), "association-unknown"),
        ("establishment", str(uuid4()), "establishment-unknown"),
        ("wizard", str(uuid4()), "entrant-kind-unknown"),
    ):
        ranks = [{"entrant_kind": kind, "entrant_id": id_, "rank": 1}]
        body = contest | {"round_number": 1, "results": ranks}
        answer = await register.post("/activities/rounds/results", body, OF_COMMUNE)
        assert answer.json()["code"] == f"registry.{code}"


async def test_of_a_contest_out_of_reach_and_of_none_is_answered_alike(
    register: ServiceDoor,
) -> None:
    mine = await done(register, "", CONTEST)
    await done(register, "/rounds", {"activity_id": mine} | FIRST)
    for each in (mine, str(uuid4())):
        of: dict[str, Any] = {"activity_id": each}
        for path, body in (
            ("", of | FIRST),
            ("/results", of | {"round_number": 1, "results": []}),
            ("/withdrawals", of | {"round_number": 1}),
        ):
            answer = await register.post(f"/activities/rounds{path}", body, OF_OTHER_COMMUNE)
            assert answer.json()["code"] == "registry.activity-unknown", path
