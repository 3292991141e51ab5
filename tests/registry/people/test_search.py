"""Finding people: whom a search finds, and that it reads nothing of who lives elsewhere."""

import threading
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from shutil import copytree
from typing import Any
from uuid import UUID

import psycopg
import pytest

from services.registry.main import MIGRATIONS
from services.registry.people.vault.keeping import Vault
from services.registry.people.vault.names import hashes_to_ask
from services.registry.people.vault.pair_searches import PAIRS
from services.registry.people.vault.personal_data import PersonalData, personal_data
from services.registry.people.vault.searches import CALLED, NAMED
from services.registry.people.vault.searching import (
    MOST_FOUND,
    Found,
    Search,
    SearchTooWide,
    Sought,
    open_search,
)
from shared.eventstore.migrations import migrate
from shared.postgres import arrays
from tests.registry.people.crowd import PHONE, SYLLABLE, crowd, family_of, rows_read
from tests.registry.people.earlier import KEY, KeyThatNoticesThreads, kept_earlier
from tests.support import land

HOA = personal_data("Trần Thị Hoà", "079123456789", "0912345678")
HAMLET = {land.HAMLET: date.max}
LAST_DAY = date(2025, 6, 30)


def refs(found: Found) -> list[UUID]:
    return [kept.person_ref for kept in found.people]


async def test_people_are_found_by_syllables_without_marks_in_places_within_reach(
    vault: Vault, search: Search
) -> None:
    others = [PersonalData("Trần Thị Hòa"), PersonalData("Trần Hoà"), PersonalData("Lê Hoà Thị")]
    people = [(land.HAMLET, HOA), *((land.HAMLET, data) for data in others)]
    kept = await vault.keep([*people, (land.ELSEWHERE, PersonalData("Hoà Thị Trần"))])
    assert set(refs(await search.named("hoa TRAN thi", HAMLET))) == set(kept[:2])
    everywhere = await search.named("Trần Thị Hoà", None)
    assert everywhere.people[0].data == HOA
    assert len(everywhere.people) == 3
    assert refs(await search.named("hoa", {})) == []


async def test_many_names_are_asked_at_once_each_at_its_own_places(
    vault: Vault, search: Search, migrated: str
) -> None:
    names = ["Trần Thị Hoà", "Trần Thị Hóa", "Trần Hoà", "Trần Văn Thị Hoà", "K'Tơ", "\u0110ang"]
    kept = await vault.keep([(land.HAMLET, PersonalData(name)) for name in names])
    (there,) = await vault.keep([(land.ELSEWHERE, PersonalData("TRẦN THỊ HÒA"))])
    earlier = await kept_earlier(vault, migrated, ["\u00d0ặng Thị Quyt", "Quyt"])

    async def found(*asked: tuple[str, set[UUID]]) -> list[list[UUID]]:
        sought = [Sought(name, frozenset(places)) for name, places in asked]
        return [[each.person_ref for each in one] for one in await search.called_so(sought)]

    here, both = {land.HAMLET}, {land.HAMLET, land.ELSEWHERE}
    assert await found(
        ("trần thị hoa\u0300", here),
        ("Trần Thị Hòa", both),
        ("Trần Thị Hòa", {land.ELSEWHERE}),
        ("Trần Thị Hòa", set()),
        ("Thị Trần Hòa", both),
        ("K’ tơ", here),
        ("trần thị hoa\u0300", here),
        ("\u00d0ặng Thị Quyt", here),
        ("quyt", here),
        ("...", here),
    ) == [
        kept[:1],
        [kept[0], there],
        [there],
        [],
        [],
        kept[4:5],
        kept[:1],
        *[[e] for e in earlier],
        [],
    ]
    assert await found() == []


async def test_people_are_found_by_phone_in_places_within_reach(
    vault: Vault, search: Search
) -> None:
    twin = PersonalData("Lê Văn Tám", phone=HOA.phone)
    kept = await vault.keep([(land.HAMLET, HOA), (land.ELSEWHERE, twin)])
    assert refs(await search.reached_by("+84 912 345 678", HAMLET)) == kept[:1]
    assert set(refs(await search.reached_by("0912345678", None))) == set(kept)


async def test_who_is_written_so_comes_first_and_then_who_sounds_so(
    vault: Vault, search: Search
) -> None:
    names = ["Trần Thị Hóa", "Trần Thị Hoa", "Trần Thị Hòa", "Trần Thị Hoà"]
    await vault.keep([(land.HAMLET, PersonalData(name)) for name in names])
    for asked in ("Trần Thị Hoà", "trần thị Hoa\u0300"):
        for reach in (HAMLET, None):
            found = (await search.named(asked, reach)).people
            shown = [kept.data.full_name for kept in found]
            assert shown[:2] == ["Trần Thị Hoà", "Trần Thị Hòa"]


async def test_the_best_are_shown_of_many_and_it_is_said_that_there_are_more(
    vault: Vault, search: Search
) -> None:
    names = [f"Trần Thị Hoá {number}" for number in range(MOST_FOUND)]
    await vault.keep([(land.HAMLET, PersonalData(name)) for name in names])
    everybody = await search.named("tran thi hoa", HAMLET)
    assert (len(everybody.people), everybody.more) == (MOST_FOUND, False)
    await vault.keep([(land.HAMLET, PersonalData("Trần Thị Hoà"))])
    found = await search.named("Trần Thị Hoà", HAMLET)
    assert (len(found.people), found.more) == (MOST_FOUND, True)
    assert found.people[0].data.full_name == "Trần Thị Hoà"


FOUND = [
    ("\u00d0ặng Thị Quyt", ["Đặng Thị Quyt", "dang thi quyt", "\u00d0ẶNG", "\u00f0ang"]),
    ("Đặng Thị Quyt", ["\u00d0ặng", "Dang"]),
    ("H'Hen Quyt", ["H’Hen", "Hʼhen", "H`HEN", "h hen", "hhen quyt", "hen"]),
    ("K’Să Quyt", ["K'Sa", "K´să", "ksa"]),
    ("Lê Văn Quyt (Tư)", ["Tư Quyt", "le van quyt tu", "(tu)"]),
    ("Lê Văn Quyt, con", ["con", "Lê Văn Quyt con"]),
    ("Ｌê Ｖăn Quyt", ["Lê Văn", "ｌｅ"]),
    ("Trần Thị Hoà", ["Hòa", "hoa thi TRAN", "Tra\u0302\u0300n"]),
    ("Nguyễn-Müller Quyt", ["muller", "Nguyễn Müller"]),
]


@pytest.mark.parametrize(("kept", "asked"), FOUND)
async def test_a_person_is_found_however_the_name_is_typed(
    vault: Vault, search: Search, kept: str, asked: list[str]
) -> None:
    (person_ref,) = await vault.keep([(land.HAMLET, personal_data(kept))])
    await vault.keep([(land.HAMLET, personal_data("Phạm Thu Oanh"))])
    for name in (kept, *asked):
        assert refs(await search.named(name, None)) == [person_ref], name
    assert refs(await search.named("()", None)) == []


async def test_who_sees_a_place_until_a_day_sees_whom_they_had_by_then_and_as_they_were(
    vault: Vault, search: Search, migrated: str
) -> None:
    on = {"before": date(2025, 6, 29), "last": LAST_DAY, "after": date(2025, 7, 1)}
    people = await vault.keep(
        [(land.HAMLET, PersonalData("Lê Quyt", phone=PHONE)) for _ in "12345"]
    )
    before, last, after, none, elsewhere = people
    with psycopg.connect(migrated) as connection:
        for person_ref, day in zip((before, last, after), on.values(), strict=True):
            family_of(connection, person_ref, land.HAMLET, day)
        family_of(connection, elsewhere, land.NEIGHBOUR, on["before"])
    until = {land.HAMLET: LAST_DAY, land.NEIGHBOUR: LAST_DAY}

    async def seen() -> list[set[UUID]]:
        found = (await search.named("quyt", until), await search.reached_by(PHONE, until))
        return [set(refs(each)) for each in found]

    assert await seen() == [{before, last}] * 2
    assert set(refs(await search.named("quyt", HAMLET))) == set(people)
    assert none in people
    with psycopg.connect(migrated) as connection:
        connection.execute("update people set sealed = sealed where person_ref = %s", [last])
    assert await seen() == [{before}] * 2


async def test_whoever_moves_is_found_at_the_new_place_alone(
    vault: Vault, search: Search, migrated: str
) -> None:
    (moved,) = await vault.keep([(land.HAMLET, HOA)])
    with psycopg.connect(migrated) as connection:
        connection.execute("update people set place_id = %s", [land.ELSEWHERE])
    for reach, found in ((HAMLET, []), ({land.ELSEWHERE: date.max}, [moved])):
        assert refs(await search.named("hoa", reach)) == found
        assert refs(await search.reached_by("0912345678", reach)) == found


async def test_people_kept_before_the_place_stood_beside_the_syllable_are_found(
    database: str, tmp_path: Path
) -> None:
    earlier = copytree(MIGRATIONS[-1], tmp_path / "registry" / "migrations")
    for file in earlier.glob("*.sql"):
        if file.name >= "0050":
            file.unlink()
    migrate(database, *MIGRATIONS[:-1], earlier)
    with psycopg.connect(database, autocommit=True) as connection:
        crowd(connection, land.HAMLET, 3, moving=False)
        crowd(connection, land.ELSEWHERE, 3, moving=False)
        migrate(database, *MIGRATIONS)
        crowd(connection, land.HAMLET, 2)  # as processes of the earlier release still do
    statement, given = STATEMENTS["name"]
    assert rows_read(database, statement, given, HAMLET) == 3 * 5


STATEMENTS: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "name": (NAMED, {"hashes": arrays.blobs(hashes_to_ask(KEY, SYLLABLE)), "number": 1}),
    "names": (NAMED, {"hashes": arrays.blobs(hashes_to_ask(KEY, f"{SYLLABLE} rare")), "number": 2}),
    "phone": (CALLED, {"hash": KEY.hash_of("phone", PHONE)}),
    "pairs": (PAIRS, {"one": UUID(int=0), "other": UUID(int=0)}),
}
REACHES: Mapping[str, Mapping[UUID, date]] = {
    "a place": HAMLET,
    "a place until a day": {land.HAMLET: LAST_DAY},
    "places with nobody": {land.named(f"empty {n}"): date.max for n in range(300)},
    "both": {land.HAMLET: date.max, **{land.named(f"empty {n}"): date.max for n in range(300)}},
}


async def test_what_a_search_reads_does_not_depend_on_who_lives_elsewhere(
    vault: Vault, migrated: str
) -> None:
    with psycopg.connect(migrated, autocommit=True) as connection:
        crowd(connection, land.HAMLET, 30)

        def read() -> dict[tuple[str, str], int]:
            return {
                (what, where): rows_read(migrated, statement, given, reach)
                for what, (statement, given) in STATEMENTS.items()
                for where, reach in REACHES.items()
            }

        crowd(connection, land.ELSEWHERE, 10)
        connection.execute("analyze")
        few = read()
        crowd(connection, land.ELSEWHERE, 10_000)
        crowd(connection, land.OTHER_COMMUNE, 10_000)
        assert read() == few, "with what the server believed before"
        connection.execute("analyze")
        assert read() == few
    assert few["name", "a place"] == 3 * 30  # of the index, and two rows of each to be opened


async def test_people_found_are_opened_and_sorted_off_the_event_loop(
    vault: Vault, migrated: str
) -> None:
    await vault.keep([(land.HAMLET, HOA)])
    key = KeyThatNoticesThreads(KEY.wrapping, KEY.hashing)
    async with open_search(migrated, key) as search:
        assert len(refs(await search.named("hoa", HAMLET))) == 1
        assert len(refs(await search.reached_by("0912345678", None))) == 1
    assert key.threads
    assert threading.get_ident() not in key.threads


async def test_a_search_that_takes_too_long_is_refused(vault: Vault, migrated: str) -> None:
    with psycopg.connect(migrated, autocommit=True) as connection:
        crowd(connection, land.HAMLET, 5_000)
    async with open_search(migrated, KEY, patience=0.001) as search:
        for reach in (HAMLET, None):
            with pytest.raises(SearchTooWide):
                await search.named(SYLLABLE, reach)
