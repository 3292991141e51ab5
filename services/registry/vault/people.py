"""Keeping people, finding them again, reading them."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

import msgspec
from psycopg import AsyncConnection

from services.registry.vault import rows
from services.registry.vault.names import syllables
from services.registry.vault.personal_data import PersonalData
from services.registry.vault.rows import KeptPerson, Row
from services.registry.vault.sealing import MasterKey
from shared.vocabulary.identifiers import new_id

MOST_FOUND = 100


class Connections(Protocol):
    """A pool of connections to the service's database."""

    def connection(self) -> AbstractAsyncContextManager[AsyncConnection]: ...


@dataclass(frozen=True)
class Vault:
    connections: Connections
    key: MasterKey

    async def keep(self, people: Sequence[tuple[UUID, PersonalData]]) -> list[UUID]:
        """References for (place, data) in the same order; an identity number known already,
        here or earlier in `people`, gives the reference it has."""
        sealed = [self._row(place_id, data) for place_id, data in people]
        first: dict[object, Row] = {}
        for row in sealed:
            first.setdefault(row.identity_hash or row.person_ref, row)
        # in one order, so that two imports never wait for each other
        ordered = sorted(first.values(), key=lambda row: row.identity_hash or b"")
        async with self.connections.connection() as connection:
            known = await rows.insert(connection, ordered)
        return [known.get(row.identity_hash or b"", row.person_ref) for row in sealed]

    async def known(self, person_refs: Iterable[UUID]) -> frozenset[UUID]:
        """Those of the references the vault holds; they are kept for at least another day."""
        async with self.connections.connection() as connection:
            answer = await connection.execute(rows.KNOWN, {"refs": list(person_refs)})
            return frozenset(person_ref for (person_ref,) in await answer.fetchall())

    async def read(self, person_ref: UUID) -> KeptPerson | None:
        """What is known of the person; None: nothing, or no longer."""
        found = await self._read(rows.READ + "where person_ref = %(ref)s", ref=person_ref)
        return found[0] if found else None

    async def place_of(self, person_ref: UUID) -> UUID | None:
        """The place that decides who may read the person; None: nobody of that reference."""
        async with self.connections.connection() as connection:
            answer = await connection.execute(rows.PLACE, (person_ref,))
            found = await answer.fetchone()
        return None if found is None else found[0]

    async def forget(self, person_ref: UUID) -> None:
        """Delete key, row and hashes. To be called after the fact that says so."""
        async with self.connections.connection() as connection:
            await connection.execute(rows.FORGET, ([person_ref],))

    async def named(self, name: str, within: Callable[[UUID], bool]) -> list[KeptPerson]:
        """People of places `within` whose names have all these syllables, whatever the marks and
        the order; at most MOST_FOUND, those first who are written exactly so."""
        hashes = self._syllable_hashes(name)
        asked = {"hashes": hashes, "number": len(hashes)}
        async with self.connections.connection() as connection:
            answer = await connection.execute(rows.NAMED, asked)
            refs = [ref for ref, place_id in await answer.fetchall() if within(place_id)]
        found = await self._read(
            rows.READ + "where person_ref = any(%(refs)s)", refs=refs[:MOST_FOUND]
        )
        return sorted(found, key=lambda kept: name.casefold() not in kept.data.full_name.casefold())

    async def _read(self, query: str, **given: Any) -> list[KeptPerson]:
        async with self.connections.connection() as connection:
            answer = await connection.execute(query, given)
            return [self._opened(*row) for row in await answer.fetchall()]

    def _opened(
        self, person_ref: UUID, place_id: UUID, wrapped_key: bytes, sealed: bytes
    ) -> KeptPerson:
        content = self.key.open(person_ref, wrapped_key, sealed)
        return KeptPerson(person_ref, place_id, msgspec.json.decode(content, type=PersonalData))

    def _row(self, place_id: UUID, data: PersonalData) -> Row:
        person_ref = new_id()
        wrapped_key, sealed = self.key.seal(person_ref, msgspec.json.encode(data))
        identity, phone = data.identity_number, data.phone
        return Row(
            person_ref,
            place_id,
            wrapped_key,
            sealed,
            identity_hash=self.key.hash_of("identity-number", identity) if identity else None,
            phone_hash=self.key.hash_of("phone", phone) if phone else None,
            syllable_hashes=self._syllable_hashes(data.full_name),
        )

    def _syllable_hashes(self, name: str) -> list[bytes]:
        return [self.key.hash_of("syllable", syllable) for syllable in syllables(name)]
