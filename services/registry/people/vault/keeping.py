"""Keeping people and reading them."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

import msgspec

from services.registry.people.vault.corrections import Corrections, RehearsingCorrections
from services.registry.people.vault.meeting import Within
from services.registry.people.vault.opening import opened
from services.registry.people.vault.personal_data import PersonalData
from services.registry.people.vault.rounds import VaultRounds
from services.registry.people.vault.rows import (
    EXPORTED,
    FORGET,
    KEEP_UNTIL,
    LET_GO,
    OF_KEYS,
    READ,
    SAME,
    SURVIVORS,
    KeptFor,
    KeptPerson,
    Numbered,
    Row,
    names,
)
from services.registry.people.vault.sealed import row_of, said_of
from services.registry.people.vault.sealing import MasterKey
from services.registry.people.vault.standing import STANDINGS, Standing
from shared.eventstore.commands import is_lasting
from shared.eventstore.log.steady import SteadyConnection
from shared.eventstore.refusals import KeyReused
from shared.postgres import arrays
from shared.postgres.connections import ANSWERING
from shared.vocabulary.identifiers import new_id


def everywhere(_place_id: UUID) -> bool:
    return True


class Newcomer(NamedTuple):
    """Somebody a request says: where, what is known of him, and for which of its rows."""

    place_id: UUID
    data: PersonalData
    kept_for: KeptFor


@asynccontextmanager
async def open_vault(dsn: str, key: MasterKey) -> AsyncIterator["Vault"]:
    """The vault of a migrated database. Connects when first asked."""
    line = SteadyConnection(dsn, "vault", ANSWERING)
    try:
        yield Vault(line, key)
    finally:
        await line.close()


class Vault:
    """Made by `open_vault`."""

    def __init__(self, line: SteadyConnection, key: MasterKey) -> None:
        self._line, self._key = line, key
        self._rounds = VaultRounds(line)
        self.corrections = Corrections(line, key)

    def rehearsing(self) -> "Vault":
        """As it stands now; whom it is asked to keep it keeps for itself alone."""
        return RehearsingVault(self)

    async def keep(self, people: Sequence[tuple[UUID, PersonalData]]) -> list[UUID]:
        """References for (place, data) in the same order, for who reaches every place: an identity
        number known already, here or earlier in `people`, gives the reference it has."""
        told = await self._rounds.kept(await self._rows(people), everywhere)
        return [each for each in told if isinstance(each, UUID)]

    async def keep_for(self, people: Sequence[Newcomer], within: Within) -> list[UUID | KeyReused]:
        """As `keep`, for who reaches the places `within`: an identity number known nowhere there
        is a new person's. What is kept for a row of a request once is not kept for it again: it
        has the same reference, or, if the row said another person then, the refusal."""
        rows = await self._rows([(each.place_id, each.data) for each in people])
        marked = [
            replace(row, kept_for=each.kept_for, digest=self._digest(each))
            for row, each in zip(rows, people, strict=True)
        ]
        return await self._rounds.kept(marked, within)

    async def kept_otherwise(self, people: Iterable[Newcomer]) -> set[KeptFor]:
        """For what another person was kept than this one. What an erasure took along, or time, was
        kept for nobody any more; and where the key is lasting, it alone says what it is."""
        digests = {
            each.kept_for: self._digest(each)
            for each in people
            if not is_lasting(each.kept_for.actor)
        }
        if not digests:
            return set()
        found = await self._line.ask(OF_KEYS, names(digests))
        kept = {KeptFor(*key): digest for *key, _, digest in found}
        return {key for key, digest in kept.items() if digest != digests[key]}

    async def let_go(self, kept_for: Sequence[KeptFor]) -> None:
        """Who was kept for these stays; but the request was refused, and under its key another may
        be said. Only successes hold a key."""
        if kept_for:
            await self._line.ask(LET_GO, names(kept_for))

    async def known(
        self, person_refs: Iterable[UUID], within: Within = everywhere
    ) -> frozenset[UUID]:
        """Those of the references the vault holds at places `within`; they are kept for at least
        another day. What is out of reach is not touched: it costs no more than what is nowhere."""
        places = await self._rounds.places(person_refs)
        reached = [person_ref for person_ref, place_id in places.items() if within(place_id)]
        return await self._rounds.known(reached) if reached else frozenset()

    async def keep_until(self, person_refs: Sequence[UUID], day: date) -> None:
        """These for so long at least, though no fact refers to them."""
        if person_refs:
            await self._line.ask(KEEP_UNTIL, [day, arrays.uuids(person_refs)])

    async def survivors(
        self, person_refs: Iterable[UUID], within: Within = everywhere
    ) -> dict[UUID, UUID]:
        """Who those of the references are that are aliases, as far as they are at places
        `within`."""
        found = await self._line.ask(SURVIVORS, [arrays.uuids(list(person_refs))])
        return {alias: survivor for alias, survivor, place_id in found if within(place_id)}

    async def same(self, person_refs: Iterable[UUID]) -> dict[UUID, frozenset[UUID]]:
        """By which other references those are known who have others."""
        found = await self._line.ask(SAME, [arrays.uuids(list(dict.fromkeys(person_refs)))])
        return {person_ref: frozenset(others) for person_ref, others in found}

    async def places(self, person_refs: Iterable[UUID]) -> Mapping[UUID, UUID]:
        """Where those are whom the vault holds."""
        return await self._rounds.places(person_refs)

    async def read(self, person_ref: UUID) -> KeptPerson | None:
        """What is known of the person; None: nothing, or no longer."""
        found = await self._read([person_ref])
        return found[0] if found else None

    async def standing(self, person_ref: UUID) -> Standing | None:
        """What decides who may see the person; None: nobody of that reference."""
        return (await self.standings([person_ref])).get(person_ref)

    async def standings(self, person_refs: Iterable[UUID]) -> Mapping[UUID, Standing]:
        """Of those whom the vault holds."""
        asked = arrays.uuids(list(dict.fromkeys(person_refs)))
        found = await self._line.ask(STANDINGS, [asked])
        return {ref: Standing(*rest) for ref, *rest in found}

    async def exported(self, export_id: UUID, person_refs: Sequence[UUID]) -> None:
        """Whose names are about to leave. To be called before the fact that says so."""
        await self._line.ask(EXPORTED, [export_id, arrays.uuids(person_refs)])

    async def forget(self, person_ref: UUID) -> None:
        """Delete key, row and hashes. To be called after the fact that says so."""
        await self._line.ask(FORGET, [arrays.uuids([person_ref])])

    async def all_of(self, person_refs: Iterable[UUID]) -> list[KeptPerson]:
        """What is known of these, in no order; of whom nothing is known, nothing."""
        asked = list(dict.fromkeys(person_refs))
        return await self._read(asked) if asked else []

    def id_of_file(self, data: bytes, said: str) -> UUID:
        """The same for the same bytes and what is said of them. No digest of people's data may
        stand in a log that anybody could make without the key: short lists could be guessed."""
        return self._key.id_of("file", f"{said}/{sha256(data).hexdigest()}")

    async def _read(self, person_refs: Sequence[UUID]) -> list[KeptPerson]:
        found = await self._line.ask(READ, [arrays.uuids(person_refs)])
        return [opened(self._key, *row) for row in found]

    async def _rows(self, people: Sequence[tuple[UUID, PersonalData]]) -> list[Row]:
        if len(people) == 1:
            return [self._row(*people[0])]
        return await asyncio.to_thread(lambda: [self._row(*person) for person in people])

    def _digest(self, newcomer: Newcomer) -> bytes:
        said = [newcomer.kept_for, newcomer.place_id, said_of(newcomer.data)]
        return self._key.hash_of("kept-for", msgspec.json.encode(said).decode())

    def _row(self, place_id: UUID, data: PersonalData) -> Row:
        return row_of(self._key, new_id(), place_id, data)


class RehearsingVault(Vault):
    """Of a dry run, made by `Vault.rehearsing`: it says whom it would keep under which reference,
    and keeps nobody. Whom it would have kept it knows again by their numbers."""

    def __init__(self, vault: Vault) -> None:
        super().__init__(vault._line, vault._key)
        self.corrections = RehearsingCorrections(vault._line, vault._key)
        self._rehearsed = defaultdict[bytes, list[Numbered]](list)

    async def keep_for(self, people: Sequence[Newcomer], within: Within) -> list[UUID | KeyReused]:
        rows = await self._rows([(each.place_id, each.data) for each in people])
        met, meeting = await self._rounds.met(rows, within, self._rehearsed)
        for row in meeting.new:
            for number in row.number_hashes:
                known = Numbered(row.person_ref, row.place_id, row.identity_hash)
                self._rehearsed[number].append(known)
        return met

    async def kept_otherwise(self, _people: Iterable[Newcomer]) -> set[KeptFor]:
        return set()

    async def let_go(self, _kept_for: Sequence[KeptFor]) -> None:
        return None
