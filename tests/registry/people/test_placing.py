"""People are where their family is, or where they moved as citizens: whoever reaches that place
reaches them, and nobody else does."""

from pathlib import Path
from shutil import copy
from typing import Any
from uuid import UUID, uuid4

import psycopg

from services.registry.main import MIGRATIONS
from shared.eventstore.migrations import migrate
from tests.registry.allocations.test_allocations_door import posted, row
from tests.registry.allocations.test_standing_door import settled
from tests.support import land
from tests.support.land import OF_COMMUNE, OF_OTHER_COMMUNE
from tests.support.service_door import ServiceDoor

BEFORE, MOVED_ON = "2025-08-01", "2026-01-01"
MEETING = "select person_ref from people order by kept_at"
PUT = "insert into people (person_ref, place_id, sealed) values (%s, %s, '')"
FAMILY = """
insert into families_by_place (family_id, place_id, head_ref, registered_on, since, until)
values (%s, %s, %s, '2025-01-01', %s, %s)
"""
MEMBER = """
insert into family_members (family_id, person_ref, joined_on, left_on, relation_code)
values (%s, %s, '2025-01-01', %s, 'child')
"""
ALIAS = """
insert into aliases (alias_id, kind, place_id, into_id, survivor_id, survivor_place_id, merged_on,
  ground_code)
values (%s, 'family', %s, %s, %s, %s, '2025-02-01', 'other')
"""
ALLOCATED = """
insert into allocations (subject_id, place_id, to_place_id, since) values (%s, %s, %s, %s)
"""


async def reached(register: ServiceDoor, people: list[str]) -> tuple[set[str], set[str]]:
    """Those whom each of two communes reaches, alike by name and one by one."""
    found = []
    for grants in (OF_COMMUNE, OF_OTHER_COMMUNE):
        answer = await register.post("/people/names", {"person_refs": people}, grants)
        listed = {each["person_ref"] for each in answer.json()["items"]}
        for ref in people:
            one = await register.get(f"/people/{ref}", grants)
            assert (one.status_code == 200) == (ref in listed)
        found.append(listed)
    return found[0], found[1]


async def heard_again(register: ServiceDoor) -> None:
    with psycopg.connect(register.dsn) as connection:
        connection.execute("update view_marks set position = 0 where view = 'placed_people'")
    await register.views_caught_up()


def everybody(register: ServiceDoor) -> list[str]:
    return [str(ref) for (ref,) in register.rows(MEETING)]


async def citizen_at(register: ServiceDoor, place: UUID) -> tuple[str, str]:
    body = {"place_id": str(place), "group_code": "worker", "registered_on": BEFORE}
    person = {"full_name": "Lê Thị Di"}
    citizen = await posted(register, "/citizens", body | {"person": person}, "citizen_ref")
    await register.views_caught_up()
    return citizen, everybody(register)[-1]


async def test_a_citizen_who_moves_or_is_corrected_is_reached_where_they_are(
    register: ServiceDoor,
) -> None:
    citizen, person = await citizen_at(register, land.HAMLET)
    moving = {"citizen_ref": citizen, "place_id": str(land.ELSEWHERE), "group_code": "worker"}
    await posted(register, "/citizens/moves", moving | {"moved_on": MOVED_ON}, "citizen_ref")
    await register.views_caught_up()
    assert await reached(register, [person]) == (set(), {person})
    await heard_again(register)
    assert await reached(register, [person]) == (set(), {person})
    right = {"citizen_ref": citizen, "of_day": MOVED_ON, "place_id": str(land.NEIGHBOUR)}
    right |= {"group_code": "worker", "day": MOVED_ON}
    await posted(register, "/citizens/corrections", right, "citizen_ref")
    await register.views_caught_up()
    assert await reached(register, [person]) == ({person}, set())


async def test_whoever_is_registered_as_a_citizen_again_is_where_that_is_and_first_where_they_were(
    register: ServiceDoor,
) -> None:
    citizen, person = await citizen_at(register, land.HAMLET)
    ending = {"citizen_ref": citizen, "ended_on": MOVED_ON, "ground_code": "moved-away"}
    await posted(register, "/citizens/endings", ending, "citizen_ref")
    again = {"place_id": str(land.ELSEWHERE), "group_code": "worker", "registered_on": MOVED_ON}
    await posted(register, "/citizens", again | {"person_ref": person}, "citizen_ref")
    await register.views_caught_up()
    assert await reached(register, [person]) == (set(), {person})
    head = {"full_name": "Trần Văn Chủ"}
    family = {"place_id": str(land.HAMLET), "registered_on": BEFORE, "head": head}
    await posted(register, "/families", family, "family_id")
    await register.views_caught_up()
    chief = everybody(register)[-1]
    first = {"place_id": str(land.OTHER_COMMUNE), "group_code": "worker"}
    await posted(
        register, "/citizens", first | {"registered_on": BEFORE, "person_ref": chief}, "citizen_ref"
    )
    await register.views_caught_up()
    assert await reached(register, [chief]) == ({chief}, set())


async def test_whoever_was_allocated_is_reached_by_whoever_has_their_part_and_by_nobody_else(
    register: ServiceDoor,
) -> None:
    made = await settled(register)
    son = await comes(register, made["family"], "2025-08-01")
    people = everybody(register)
    assert (await reached(register, people))[1] == set()  # they wait
    await allocated(register, ("family", made["family"], land.ELSEWHERE))
    await allocated(register, ("citizen", made["citizen"], land.OTHER_COMMUNE))
    assert await reached(register, people) == (set(), {*people})
    daughter = await comes(register, made["family"], "2025-09-01")
    assert await reached(register, [daughter, son]) == (set(), {daughter, son})
    people = everybody(register)
    await allocated(register, ("family", made["family"], land.NEIGHBOUR))
    family = await family_of(register, made["family"])
    assert len(family) == 3
    for _ in range(2):
        assert await reached(register, people) == (family, {*people} - family)
        await heard_again(register)
    moving = {"family_id": made["family"], "place_id": str(land.ELSEWHERE), "moved_on": MOVED_ON}
    await posted(register, "/families/moves", moving, "family_id")
    await register.views_caught_up()
    assert await reached(register, people) == (set(), {*people})


async def comes(register: ServiceDoor, family: str, day: str) -> str:
    said = {"family_id": family, "joined_on": day, "relation_code": "child"}
    body = said | {"person": {"full_name": "Trần Văn Con"}}
    person = await posted(register, "/families/members", body, "person_ref")
    await register.views_caught_up()
    return person


async def allocated(register: ServiceDoor, *rows: tuple[str, str, UUID]) -> None:
    for each in rows:
        await posted(register, "/allocations", row(*each), "subject_id")
    await register.views_caught_up()


async def family_of(register: ServiceDoor, family: str) -> set[str]:
    query = "select person_ref from family_members where family_id = %s union select head_ref"
    rows = register.rows(f"{query} from families_by_place where family_id = %s", family, family)
    return {str(ref) for (ref,) in rows}


class Old:
    """A register of before, at the migration `before`; who is there, by what became of them."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self.connection = connection
        self.people: dict[str, UUID] = {}

    def person(self, name: str, place: UUID = land.HAMLET) -> UUID:
        self.people[name] = uuid4()
        self.connection.execute(PUT, [self.people[name], place])
        return self.people[name]

    def family(self, head: UUID, *spells: tuple[UUID, str, str | None]) -> UUID:
        family = uuid4()
        for place, since, until in spells:
            self.connection.execute(FAMILY, [family, place, head, since, until])
        return family

    def where(self) -> dict[str, UUID]:
        found = dict(self.connection.execute("select person_ref, place_id from people").fetchall())
        return {name: found[ref] for name, ref in self.people.items()}


def migrated_before(database: str, before: str, tmp_path: Path) -> None:
    then = tmp_path / "registry" / "migrations"
    then.mkdir(parents=True)
    for file in sorted(MIGRATIONS[-1].glob("*.sql")):
        if file.name < before:
            copy(file, then)
    migrate(database, *MIGRATIONS[:-1], then)


def test_whose_family_moved_before_people_followed_it_is_put_where_it_is(
    database: str, tmp_path: Path
) -> None:
    migrated_before(database, "0171", tmp_path)
    with psycopg.connect(database, autocommit=True) as connection:
        old = Old(connection)
        head, member, left = (old.person(name) for name in ("head", "member", "left"))
        moved = (land.HAMLET, "2025-01-01", "2026-01-01"), (land.ELSEWHERE, "2026-01-01", None)
        family = old.family(head, *moved)
        for ref, until in ((member, None), (left, "2025-06-01")):
            connection.execute(MEMBER, [family, ref, until])
        ended = old.family(
            old.person("head of what ended"), (land.ELSEWHERE, "2025-01-01", "2026-01-01")
        )
        alias = old.family(old.person("head of an alias"), (land.ELSEWHERE, "2025-01-01", None))
        connection.execute(ALIAS, [alias, land.ELSEWHERE, ended, ended, land.ELSEWHERE])
        old.family(old.person("stayed"), (land.HAMLET, "2025-01-01", None))
        migrate(database, *MIGRATIONS)
        expected = dict.fromkeys(old.people, land.HAMLET)
        assert old.where() == expected | dict.fromkeys(("head", "member"), land.ELSEWHERE)


def test_whose_family_was_allocated_before_people_followed_it_is_put_into_its_part(
    database: str, tmp_path: Path
) -> None:
    migrated_before(database, "0212", tmp_path)
    split = land.SPLIT_COMMUNE
    with psycopg.connect(database, autocommit=True) as connection:
        old = Old(connection)
        head, member = old.person("head", split), old.person("member", split)
        family = old.family(head, (split, "2025-01-01", None))
        for ref in (head, member):
            connection.execute(MEMBER, [family, ref, None])
        gone = old.family(
            old.person("moved on", land.ELSEWHERE), (split, "2025-01-01", "2026-01-01")
        )
        old.family(old.person("waits", split), (split, "2025-01-01", None))
        said = ((family, land.COMMUNE, "2025-07-01"), (family, land.OTHER_COMMUNE, "2026-01-01"))
        for subject, part, since in (*said, (gone, land.COMMUNE, "2025-07-01")):
            connection.execute(ALLOCATED, [subject, split, part, since])
        migrate(database, *MIGRATIONS)
        assert old.where() == {
            "head": land.OTHER_COMMUNE,
            "member": land.OTHER_COMMUNE,
            "moved on": land.ELSEWHERE,
            "waits": split,
        }
