"""Figures of what stood in a split ward: before it was allocated, after, and as known before."""

from datetime import UTC, date, datetime
from typing import Any

from shared.contracts.registry.memberships import MembershipMovedV1, MembershipStartedV1
from shared.vocabulary.places import How, Tree
from tests.rollups import events
from tests.rollups.events import heard
from tests.rollups.officers import province_officer
from tests.rollups.organisation import membership, membership_restated
from tests.rollups.territory import REFORM, TAN_BINH, became, ended, moved, place, place_id
from tests.rollups.test_api import asked, hear

WARD, EAST, WEST = "79/766/26965", "79/x/a", "79/x/b"
TREE = Tree(
    [
        *TAN_BINH,
        place(EAST, "79", on=REFORM),
        place(WEST, "79", on=REFORM),
        ended(WARD, REFORM),
        became(WARD, EAST, REFORM, How.PART),
        became(WARD, WEST, REFORM, How.PART),
        *(moved(f"{WARD}/{n}", None, REFORM) for n in (1, 2)),
    ]
)
SAID_AT = datetime(2026, 1, 10, 5, tzinfo=UTC)
CORRECTED_AT = datetime(2026, 1, 20, 5, tzinfo=UTC)
BEFORE, AFTER = "2022-09-23", "2026-02-01"
KNOWN_EARLIER, KNOWN_FIRST = "2026-01-09", "2026-01-19"
OFFICER = province_officer(place_id("79"))
CLAN, OTHER = events.clan(place_id(WARD)), events.clan(place_id(WARD))
HELD = events.class_held(place_id(WARD), attendances=25)
AWARDED = events.scholarship(place_id(WARD), date.fromisoformat(BEFORE), 3)
RUNS = events.candidacy(place_id(WARD), bearer_kind="clan", bearer_id=CLAN.clan_id, title="clan")


def told(dsn: str) -> str:
    """One clan, which runs for a title, and the centre are allocated, and the clan otherwise ten
    days later; nothing is said of the other clan."""
    first = events.allocation(CLAN.clan_id, place_id(WARD), place_id(WEST), REFORM)
    then = events.allocation(CLAN.clan_id, place_id(WARD), place_id(EAST), REFORM)
    centre = events.allocation(HELD.centre_id, place_id(WARD), place_id(WEST), REFORM)
    said = [heard(first, 11, SAID_AT), heard(centre, 12, SAID_AT), heard(then, 13, CORRECTED_AT)]
    return hear(dsn, [heard(each, n) for n, each in enumerate([CLAN, OTHER, HELD, RUNS], 1)] + said)


async def rows(dsn: str, measure: str, **more: str) -> dict[str, int]:
    """Of the province: each row that is not nothing, by the place or what it stands for."""
    names = {str(place_id(each)): each for each in (EAST, WEST, "79/766")}
    wanted = {"place_id": str(place_id("79")), "measure": measure, "since": "2022-01-01", **more}
    status, body = await asked(dsn, "/figures", wanted, OFFICER, tree=TREE)
    assert status == 200, body
    (figure,) = body["figures"]
    found = {
        names[row["place"]["place_id"]] if row["part"] == "child" else row["part"]: row["value"]
        for row in figure["rows"]
    }
    assert sum(found.values()) == figure["value"]
    return {name: value for name, value in found.items() if value}


async def test_what_there_is_after_the_split_lies_where_it_was_allocated(migrated: str) -> None:
    told(migrated)
    assert await rows(migrated, "clans", on=AFTER) == {EAST: 1, "unallocated": 1}


async def test_what_was_is_restated_to_the_part(migrated: str) -> None:
    told(migrated)
    restated = {"on": BEFORE, "boundary": AFTER}
    assert await rows(migrated, "clans", **restated) == {EAST: 1, "unallocated": 1}
    assert await rows(migrated, "attendances", **restated) == {WEST: 25}


async def test_candidacies_go_where_their_bearer_goes(migrated: str) -> None:
    told(migrated)
    title = {"title": "clan", "year": "2022"}
    restated = {**title, "on": BEFORE, "boundary": AFTER}
    assert await rows(migrated, "registered", **restated) == {EAST: 1}
    assert await rows(migrated, "registered", **restated, as_of=KNOWN_FIRST) == {WEST: 1}
    assert await rows(migrated, "registered", **title, on=BEFORE) == {"79/766": 1}
    assert await lineage(migrated, EAST, **title, measure="registered") == [str(CLAN.clan_id)]


async def test_as_reported_nothing_changes(migrated: str) -> None:
    told(migrated)
    assert await rows(migrated, "clans", on=BEFORE) == {"79/766": 2}
    assert await rows(migrated, "attendances", on=AFTER) == {"79/766": 25}


async def test_as_known_before_it_is_not_allocated_yet(migrated: str) -> None:
    told(migrated)
    restated = {"on": BEFORE, "boundary": AFTER}
    assert await rows(migrated, "clans", **restated, as_of=KNOWN_EARLIER) == {"unallocated": 2}
    first = {WEST: 1, "unallocated": 1}
    assert await rows(migrated, "clans", **restated, as_of=KNOWN_FIRST) == first
    earlier = await rows(migrated, "attendances", **restated, as_of=KNOWN_EARLIER)
    assert earlier == {"unallocated": 25}


async def lineage(dsn: str, where: str, **more: str) -> list[Any]:
    wanted = {"place_id": str(place_id(where)), "measure": "clans", "on": AFTER} | more
    status, body = await asked(dsn, "/lineage", wanted, OFFICER, tree=TREE)
    assert status == 200, body
    return [item["subject_id"] for item in body["items"]]


async def test_the_lineage_of_a_part_is_what_was_allocated_to_it(migrated: str) -> None:
    told(migrated)
    assert await lineage(migrated, EAST) == [str(CLAN.clan_id)]
    assert await lineage(migrated, WEST) == []
    assert await lineage(migrated, WEST, as_of=KNOWN_FIRST) == [str(CLAN.clan_id)]
    both = {str(CLAN.clan_id), str(OTHER.clan_id)}
    assert set(await lineage(migrated, "79")) == both
    assert set(await lineage(migrated, WARD, on=BEFORE)) == both


async def test_what_is_counted_apart_is_told_of_where_it_lies_alone(migrated: str) -> None:
    """Nothing is left of the topic in the place it went away from."""
    told(migrated)
    wanted = {"measure": "classes", "since": "2022-01-01", "on": BEFORE, "by": "topic_code"}
    restated = {**wanted, "boundary": AFTER}
    for where, number in ((WEST, 1), (EAST, 0)):
        asking = {**restated, "place_id": str(place_id(where))}
        _, body = await asked(migrated, "/figures", asking, OFFICER, tree=TREE)
        assert len(body["figures"]) == number


def test_the_days_of_this_story_follow_each_other() -> None:
    assert REFORM < SAID_AT.date() < CORRECTED_AT.date() < date.fromisoformat(AFTER)


async def test_members_go_where_their_chapter_goes(migrated: str) -> None:
    """Also one who moved on to another host, with each as long as it was theirs."""
    stays = membership(place_id(WARD), host_kind="hamlet")
    moves, *_ = membership_restated(place_id(WARD), host_kind="hamlet")
    assert isinstance(moves, MembershipMovedV1)
    first, then = moves.was[0].host_id, moves.host_id
    went = MembershipStartedV1(
        membership_id=moves.membership_id,
        host_id=first,
        place_id=place_id(WARD),
        host_kind="hamlet",
        joined_on=moves.was[0].since,
    )
    facts = [heard(each, n) for n, each in enumerate([stays, went, moves], 1)]
    facts += [
        heard(events.allocation(host, place_id(WARD), place_id(part), REFORM), n, SAID_AT)
        for n, (host, part) in enumerate(((stays.host_id, EAST), (first, EAST), (then, WEST)), 11)
    ]
    hear(migrated, facts)
    assert await rows(migrated, "members", on=AFTER) == {EAST: 1, WEST: 1}
    early = went.joined_on.isoformat()
    assert await rows(migrated, "members", on=early, boundary=AFTER) == {EAST: 2}
    assert await rows(migrated, "members", on=AFTER, as_of=KNOWN_EARLIER) == {"unallocated": 2}


async def test_scholarships_go_where_their_fund_goes(migrated: str) -> None:
    """And wait with it until it is said where that is."""
    restated = {"on": BEFORE, "boundary": AFTER}
    hear(migrated, [heard(AWARDED, 1)])
    assert await rows(migrated, "scholarship-grants", **restated) == {"unallocated": 3}
    said = (AWARDED.fund_id, place_id(WARD))
    hear(migrated, [heard(events.fund_allocation(*said, place_id(WEST), REFORM), 2, SAID_AT)])
    assert await rows(migrated, "scholarship-grants", **restated) == {WEST: 3}
    hear(migrated, [heard(events.fund_allocation(*said, place_id(EAST), REFORM), 3, CORRECTED_AT)])
    assert await rows(migrated, "scholarship-grants", **restated) == {EAST: 3}
    assert await rows(migrated, "scholarship-amount", **restated) == {EAST: 1_500_000}
    known = {"as_of": KNOWN_FIRST}
    assert await rows(migrated, "scholarship-grants", **restated, **known) == {WEST: 3}
    assert await rows(migrated, "scholarship-grants", on=BEFORE) == {"79/766": 3}
