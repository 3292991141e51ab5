"""What an erasure leaves: with the whole database, but without the vault's key, nobody can try
whether a name, a number or a phone is the one that was erased."""

import hashlib
import json
from collections.abc import Iterator
from itertools import product
from typing import Any
from uuid import UUID

import msgspec
import pytest

from services.registry.people.vault.names import hashes_to_keep
from services.registry.people.vault.sealing import MasterKey
from tests.registry.families.test_registering import HEAD, form
from tests.support import land
from tests.support.land import OF_COMMUNE, OF_HAMLET
from tests.support.service_door import ServiceDoor
from tests.support.told import VAULT_KEY

PATHS = ("/families", "/families/bulk")
BYTES = """
select table_name, column_name from information_schema.columns
where table_schema = 'public' and data_type = 'bytea'
"""
TEXTS = "select table_name from information_schema.tables where table_schema = 'public'"
ALGORITHMS = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "blake2b", "blake2s")


def kept(register: ServiceDoor) -> dict[tuple[str, str], set[bytes]]:
    """All that any table holds in bytes."""
    return {
        (table, column): {
            bytes(value)
            for (value,) in register.rows(f"select {column} from {table}")
            if value is not None
        }
        for table, column in register.rows(BYTES)
    }


def said() -> Iterator[Any]:
    """Whatever a digest may have been made over: each value, the person, the row, the request."""
    yield from HEAD.values()
    yield from HEAD.items()
    bodies: list[Any] = [HEAD, form(), {"rows": [form()]}, [form()], list(HEAD.values())]
    yield from bodies
    where = [["POST", f"/registry/v1{path}"] for path in PATHS]
    for body in bodies:
        yield from ([*place, body] for place in where)
        yield from ([*place, {}, body] for place in where)
        yield ["FamilyForm", None, body]


def written(value: Any) -> Iterator[bytes]:
    if isinstance(value, str):
        yield value.encode()
    yield msgspec.json.encode(value)
    yield msgspec.json.encode(value, order="deterministic")
    yield json.dumps(value).encode()
    yield json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def beginnings() -> Iterator[bytes]:
    """As digests of this and earlier releases begin."""
    yield b""
    yield b"registry.families row\n"
    yield from (f"POST /registry/v1{path}?\n".encode() for path in PATHS)


def guesses() -> Iterator[bytes]:
    """The digests that somebody makes who has guessed right."""
    bodies = {body for value in said() for body in written(value)}
    for begin, body, name in product(beginnings(), bodies, ALGORITHMS):
        yield hashlib.new(name, begin + body).digest()


def hashes() -> Iterator[bytes]:
    """Those that the vault's key makes."""
    key = MasterKey.from_base64(VAULT_KEY)
    yield key.hash_of("identity-number", HEAD["identity_number"])
    yield key.hash_of("phone", HEAD["phone"])
    yield from hashes_to_keep(key, HEAD["full_name"])


async def registered(register: ServiceDoor, path: str, key: str) -> UUID:
    body = {"rows": [form()]} if path == PATHS[1] else form()
    assert (await register.post(path, body, OF_HAMLET, key)).is_success
    ((person_ref,),) = register.rows("select person_ref from people")
    return UUID(str(person_ref))


@pytest.mark.parametrize("path", PATHS)
async def test_an_erased_person_cannot_be_guessed_from_what_any_table_holds(
    register: ServiceDoor, path: str
) -> None:
    person_ref = await registered(register, path, "once")
    before = set().union(*kept(register).values())
    assert before >= set(hashes())
    assert not before & set(guesses()), "not even before the erasure"
    await register.post(f"/people/{person_ref}/erasure", {}, OF_COMMUNE)
    await register.views_caught_up()
    left = kept(register)
    assert {"people", "person_keys", "kept_for", "command_keys", "log"} <= {t for t, _ in left}
    for where, values in left.items():
        assert not values & {*guesses(), *hashes()}, where
    for table in ("people", "person_keys", "people_by_syllable", "kept_for"):
        assert register.rows(f"select from {table}") == []


async def test_what_is_left_of_two_people_who_were_erased_differs_in_nothing_said(
    register: ServiceDoor,
) -> None:
    """The key row and its answer stay; a digest that is the same whoever was said says nobody."""
    for n, name in enumerate(("Trần Thị Hoà", "Lê Văn Tám")):
        head = {"full_name": name, "identity_number": f"{n:012}"}
        await register.post("/families", form(head=head), OF_HAMLET, f"person-{n}")
        ((person_ref,),) = register.rows("select person_ref from people")
        await register.post(f"/people/{person_ref}/erasure", {}, OF_COMMUNE)
    digests = "select distinct body_hash from command_keys where key like 'person-_'"
    assert len(register.rows(digests)) == 1


def test_a_digest_of_an_earlier_release_would_be_guessed() -> None:
    """The guesses are those that gave an erased number back."""
    body = msgspec.json.encode(form(), order="deterministic")
    whole = hashlib.sha256(b"POST /registry/v1/families?\n" + body).digest()
    row = hashlib.sha256(b"registry.families row\n" + body).digest()
    assert {whole, row} <= set(guesses())
    assert str(land.HAMLET) in body.decode()
