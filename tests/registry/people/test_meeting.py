"""Who of many that are kept is one person: by identity number within the asker's reach, and by the
request they are kept for."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as any_

from services.registry.people.vault.keeping import Newcomer, Vault
from services.registry.people.vault.meeting import Meeting
from services.registry.people.vault.orphans import forget_kept_for
from services.registry.people.vault.personal_data import PersonalData
from services.registry.people.vault.rows import KEEP, KeptFor, Row
from services.registry.people.vault.sealing import MasterKey
from shared.eventstore.log.steady import SteadyConnection
from shared.eventstore.refusals import KeyReused
from tests.registry.vaults import opened_vault
from tests.support import land
from tests.support.told import VAULT_KEY

PLACES = [UUID(int=n) for n in range(3)]
SAMPLED = "select tablename::text, attname::text from pg_stats where schemaname = 'public'"
NUMBER = "079123456789"
HOA = PersonalData("Trần Thị Hoà", NUMBER)
NAMELESS = PersonalData("Lê Văn Tám")

asked = any_.lists(
    any_.tuples(
        any_.sampled_from([b"", b"one", b"other"]),
        any_.sampled_from(PLACES),
        any_.sets(any_.sampled_from(PLACES)),
    ),
    max_size=12,
)


def row(number: bytes, place_id: UUID) -> Row:
    return Row(uuid4(), place_id, b"key", b"sealed", number, b"", ())


def nobody() -> Meeting:
    return Meeting(defaultdict(list), {})


@given(asked)
def test_an_identity_number_is_the_first_person_of_it_within_reach_however_rounds_fall(
    asked: list[tuple[bytes, UUID, set[UUID]]],
) -> None:
    together, known = nobody(), nobody()
    people = list[tuple[bytes, UUID, UUID]]()
    for number, place_id, reach in asked:
        newcomer, within = row(number, place_id), (reach | {place_id}).__contains__
        alone = Meeting(defaultdict(list, {n: [*p] for n, p in known.of_number.items()}), {})
        met = together.meet(newcomer, within)
        assert met == alone.meet(newcomer, within)
        known = alone
        before = [ref for n, place, ref in people if n and n == number and within(place)]
        assert met == (before[0] if before else newcomer.person_ref)
        if not before:
            people.append((number, place_id, newcomer.person_ref))


@pytest.fixture
async def vault(migrated: str) -> AsyncIterator[Vault]:
    async with opened_vault(migrated) as vault:
        yield vault


def newcomer(n: int = 0, data: PersonalData = HOA, place_id: UUID = land.HAMLET) -> Newcomer:
    return Newcomer(place_id, data, KeptFor("officer-7", f"k-{n}"))


def table(dsn: str, query: str) -> list[Any]:
    with psycopg.connect(dsn) as connection:
        return connection.execute(query).fetchall()


async def at_once(vaults: Sequence[Vault], people: Sequence[Newcomer]) -> list[UUID]:
    """Each asked for alone, by officers who reach nothing but the place."""
    told = await asyncio.gather(
        *(
            vaults[n % len(vaults)].keep_for([each], {each.place_id}.__contains__)
            for n, each in enumerate(people)
        )
    )
    return [ref for (ref,) in told if isinstance(ref, UUID)]


async def test_of_many_at_once_in_several_processes_those_of_one_reach_are_one_person(
    vault: Vault, migrated: str
) -> None:
    places = [land.HAMLET, land.NEIGHBOUR, land.ELSEWHERE, land.ENDED_HAMLET]
    people = [newcomer(n, place_id=places[n // 2 % 4]) for n in range(40)]
    async with opened_vault(migrated) as other:
        told = await at_once([vault, other], people)
    of_place = {(each.place_id, ref) for each, ref in zip(people, told, strict=True)}
    assert Counter(place for place, _ in of_place) == dict.fromkeys(places, 1)
    assert len(table(migrated, "select from people")) == 4
    assert len(table(migrated, "select from kept_for")) == 40


async def test_who_reaches_several_of_a_number_meets_whom_is_known_longest(vault: Vault) -> None:
    first, second = await at_once([vault], [newcomer(1), newcomer(2, place_id=land.ELSEWHERE)])
    assert first != second
    third = newcomer(3, place_id=land.NEIGHBOUR)
    assert await vault.keep_for([third], lambda _: True) == [first]


async def test_a_request_sent_at_once_to_several_processes_keeps_one_person(
    vault: Vault, migrated: str
) -> None:
    async with opened_vault(migrated) as other:
        told = await at_once([vault, other], [newcomer(data=NAMELESS)] * 64)
    assert len(set(told)) == 1
    assert len(table(migrated, "select from people join kept_for using (person_ref)")) == 1


OTHERWISE = [
    PersonalData("Lê Văn Tam"),
    PersonalData("Lê Văn Tám", NUMBER),
    PersonalData("Lê Văn Tám", None, "0912345678"),
]


@pytest.mark.parametrize("said", OTHERWISE)
async def test_another_person_under_the_same_request_is_refused_at_once_and_later(
    vault: Vault, said: PersonalData, migrated: str
) -> None:
    both = [newcomer(data=NAMELESS), newcomer(data=said)]
    kept, refused = await vault.keep_for(both, lambda _: True)
    assert isinstance(refused, KeyReused)
    (again, *_), (later, *_) = [await vault.keep_for([each], lambda _: True) for each in both]
    assert (again, type(later)) == (kept, KeyReused)
    assert await vault.kept_otherwise(both[1:]) == {both[1].kept_for}
    assert await vault.kept_otherwise(both[:1]) == set()
    assert len(table(migrated, "select from people")) == 1


@pytest.mark.parametrize("actor", ["officer-7", "system:laptop"])
async def test_until_a_request_is_recorded_it_says_one_person_at_one_place(
    vault: Vault, actor: str
) -> None:
    """Whoever corrects it is told, instead of finding what he said before."""
    one = Newcomer(land.HAMLET, NAMELESS, KeptFor(actor, "k", 7))
    (kept,) = await vault.keep_for([one], lambda _: True)
    for other in (one._replace(data=HOA), one._replace(place_id=land.NEIGHBOUR)):
        (refused,) = await vault.keep_for([other], lambda _: True)
        assert isinstance(refused, KeyReused)
    assert await vault.keep_for([one], lambda _: True) == [kept]


async def test_a_lasting_key_alone_says_what_it_is_once_it_is_recorded(vault: Vault) -> None:
    people = [newcomer()._replace(kept_for=KeptFor(f"{a}:7", "k")) for a in ("import", "officer")]
    await vault.keep_for(people, lambda _: True)
    others = [each._replace(data=NAMELESS) for each in people]
    assert await vault.kept_otherwise(others) == {people[1].kept_for}


async def test_the_role_that_a_service_works_under_may_keep_and_let_go(migrated: str) -> None:
    async with opened_vault(f"{migrated}?options=-c%20role%3Dhieuhoc_application") as vault:
        (kept,) = await at_once([vault], [newcomer()])
        assert await vault.known([kept]) == {kept}
        await vault.let_go([newcomer().kept_for])
        await vault.forget(kept)
    assert table(migrated, "select from people") == []


async def test_an_erasure_and_time_take_along_for_what_a_person_was_kept(
    vault: Vault, migrated: str
) -> None:
    kept, other = await at_once([vault], [newcomer(1), newcomer(2, NAMELESS)])
    await vault.forget(kept)
    assert table(migrated, "select person_ref from kept_for") == [(other,)]
    line = SteadyConnection(migrated, "test")
    for days, left in ((29, 1), (31, 0)):
        await forget_kept_for(line, datetime.now(UTC) + timedelta(days=days))
        assert len(table(migrated, "select from kept_for")) == left
    await line.close()


async def test_who_was_erased_between_is_kept_anew(vault: Vault, migrated: str) -> None:
    """Whoever decided to keep on somebody finds that he is gone, and decides again."""
    (kept,) = await at_once([vault], [newcomer(1)])
    line = Erasing(migrated, "test")
    late = Vault(line, MasterKey.from_base64(VAULT_KEY))
    (anew,) = await at_once([late], [newcomer(2)])
    await line.close()
    assert line.asked == 2
    assert [(anew,)] == table(migrated, "select person_ref from people")
    assert anew != kept


class Erasing(SteadyConnection):
    """Somebody erases everybody just before this one keeps for the first time."""

    asked = 0

    async def ask(self, statement: str, parameters: Sequence[Any] = ()) -> list[Any]:
        if statement == KEEP:
            self.asked += 1
            if self.asked == 1:
                await super().ask("delete from people")
        return await super().ask(statement, parameters)


class Stammering(SteadyConnection):
    """Asks everything twice, as when an answer was lost."""

    async def ask(self, statement: str, parameters: Sequence[Any] = ()) -> list[Any]:
        await super().ask(statement, parameters)
        return await super().ask(statement, parameters)


async def test_people_sent_again_because_the_answer_was_lost_are_kept_once(
    vault: Vault, migrated: str
) -> None:
    line = Stammering(migrated, "test")
    stammering = Vault(line, MasterKey.from_base64(VAULT_KEY))
    told = await stammering.keep([(land.HAMLET, HOA), (land.HAMLET, NAMELESS)])
    told += await at_once([stammering], [newcomer(2, NAMELESS)])
    await line.close()
    assert await vault.known(told) == set(told)
    assert len(table(migrated, "select from people join person_keys using (person_ref)")) == 3


async def test_nothing_that_opens_a_person_is_in_the_servers_samples(
    vault: Vault, migrated: str
) -> None:
    await vault.keep_for([newcomer(n, PersonalData(f"Tám {n}")) for n in range(9)], lambda _: True)
    with psycopg.connect(migrated, autocommit=True) as connection:
        connection.execute("analyze")
        sampled = connection.execute(SAMPLED).fetchall()
    assert ("people", "place_id") in sampled
    opening = {("people", "sealed"), ("person_keys", "wrapped_key"), ("kept_for", "digest")}
    assert not opening & set(sampled)


OLD, OTHER_OLD, OTHER_NUMBER = "023456789", "023456780", "079123456780"


def with_numbers(new: str | None, old: str | None) -> PersonalData:
    return PersonalData("Trần Thị Hoà", new, old_identity_number=old)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ((NUMBER, OLD), (None, OLD), True),
        ((None, OLD), (NUMBER, OLD), True),
        ((NUMBER, OLD), (NUMBER, None), True),
        ((NUMBER, OLD), (NUMBER, OTHER_OLD), True),
        ((NUMBER, OLD), (OTHER_NUMBER, OLD), False),
        ((NUMBER, OLD), (None, OTHER_OLD), False),
    ],
)
@pytest.mark.parametrize("together", [True, False])
async def test_a_person_is_known_by_the_new_number_and_by_the_old_one(
    vault: Vault,
    first: tuple[str | None, str | None],
    second: tuple[str | None, str | None],
    same: bool,
    together: bool,
) -> None:
    people = [newcomer(n, with_numbers(*each)) for n, each in enumerate((first, second))]
    if together:
        one, other = await vault.keep_for(people, lambda _: True)
    else:
        (one,), (other,) = [await vault.keep_for([each], lambda _: True) for each in people]
    assert (one == other) is same
