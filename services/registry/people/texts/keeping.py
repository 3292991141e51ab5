"""Keeping texts and reading them."""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Final, NamedTuple
from uuid import UUID

import msgspec
import psycopg

from services.registry.people.person import PersonUnknown
from services.registry.people.texts.rows import KEEP, LET_GO, OF_KEYS, READ, Row, columns
from services.registry.people.vault.rows import KNOWN, KeptFor, names
from services.registry.people.vault.sealing import MasterKey
from shared.eventstore.commands import is_lasting
from shared.eventstore.log.steady import SteadyConnection
from shared.eventstore.refusals import Busy, KeyReused
from shared.postgres import arrays
from shared.postgres.connections import ANSWERING
from shared.vocabulary.identifiers import new_id

ATTEMPTS: Final = 10


class Written(NamedTuple):
    """A text, the people it is about (it goes when one of them is erased), and for which row of
    which request it is kept. `found`: who else it is about, found only while it is kept."""

    text: str
    about: Sequence[UUID]
    kept_for: KeptFor
    found: Sequence[UUID] = ()

    @property
    def people(self) -> Sequence[UUID]:
        return tuple(dict.fromkeys((*self.about, *self.found)))


@asynccontextmanager
async def open_texts(dsn: str, key: MasterKey) -> AsyncIterator["Texts"]:
    """The texts of a migrated database. Connects when first asked."""
    line = SteadyConnection(dsn, "texts", ANSWERING)
    try:
        yield Texts(line, key)
    finally:
        await line.close()


class Texts:
    """Made by `open_texts`."""

    def __init__(self, line: SteadyConnection, key: MasterKey) -> None:
        self._line, self._key = line, key

    def rehearsing(self) -> "Texts":
        """As it stands now; what it is asked to keep it keeps for nobody."""
        return RehearsingTexts(self._line, self._key)

    async def keep(self, texts: Sequence[Written]) -> list[UUID | PersonUnknown | KeyReused]:
        """The id of each, in order, once it is kept; to be called before the fact that attaches
        it. Refused: one of whom it is about is not there (any more), or the same row of the same
        request said another text. Sent again, a row has the same id."""
        for _ in range(ATTEMPTS):
            known = await self._known(person_ref for each in texts for person_ref in each.people)
            rows = {n: self._row(each) for n, each in enumerate(texts) if known >= {*each.people}}
            try:
                kept = await self._kept([*rows.values()])
            except psycopg.errors.ForeignKeyViolation:  # somebody was erased meanwhile
                continue
            return [
                _outcome(rows[n], *kept[each.kept_for]) if n in rows else PersonUnknown()
                for n, each in enumerate(texts)
            ]
        raise Busy

    async def kept_otherwise(self, texts: Iterable[Written]) -> set[KeptFor]:
        """For what another text was kept than this one, as far as that is still known."""
        digests = {
            each.kept_for: self._digest(each)
            for each in texts
            if not is_lasting(each.kept_for.actor)
        }
        if not digests:
            return set()
        found = await self._line.ask(OF_KEYS, names(digests))
        kept = {KeptFor(*key): digest for *key, digest in found}
        return {key for key, digest in kept.items() if digest != digests[key]}

    async def let_go(self, kept_for: Sequence[KeptFor]) -> None:
        """Of requests that were refused: under their keys other texts may be said."""
        if kept_for:
            await self._line.ask(LET_GO, names(kept_for))

    async def read(self, text_ids: Iterable[UUID]) -> Mapping[UUID, str]:
        """Those that are there by id; what is missing is erased. Only after `TextsRead` is
        recorded it may be shown: see `reading.shown`."""
        rows = await self._line.ask(READ, [arrays.uuids(list(dict.fromkeys(text_ids)))])
        return {text_id: self._key.open(text_id, *sealed).decode() for text_id, *sealed in rows}

    async def _known(self, person_refs: Iterable[UUID]) -> frozenset[UUID]:
        asked = list(dict.fromkeys(person_refs))
        if not asked:
            return frozenset()
        return frozenset(ref for (ref,) in await self._line.ask(KNOWN, [arrays.uuids(asked)]))

    async def _kept(self, rows: Sequence[Row]) -> dict[KeptFor, tuple[UUID, bytes]]:
        if not rows:
            return {}
        found = await self._line.ask(KEEP, columns(rows))
        return {KeptFor(*key): (text_id, digest) for *key, text_id, digest in found}

    def _row(self, written: Written) -> Row:
        text_id = new_id()
        sealed = self._key.seal(text_id, written.text.encode())
        return Row(text_id, *sealed, self._digest(written), written.people, written.kept_for)

    def _digest(self, written: Written) -> bytes:
        said = [written.kept_for, written.about, written.text]
        return self._key.hash_of("text", msgspec.json.encode(said).decode())


class RehearsingTexts(Texts):
    """Of a dry run, made by `Texts.rehearsing`: whom a text is about may be somebody whom the dry
    run alone knows, so that it is asked of nobody."""

    async def keep(self, texts: Sequence[Written]) -> list[UUID | PersonUnknown | KeyReused]:
        return [new_id() for _ in texts]

    async def kept_otherwise(self, _texts: Iterable[Written]) -> set[KeptFor]:
        return set()

    async def let_go(self, _kept_for: Sequence[KeptFor]) -> None:
        return None


def _outcome(row: Row, text_id: UUID, digest: bytes) -> UUID | KeyReused:
    return text_id if digest == row.digest else KeyReused()
