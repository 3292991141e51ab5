"""Corrections of what the vault knows: kept before the fact that says there is one, put into place
by the view that hears it."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple
from uuid import UUID

import msgspec
import psycopg

from services.registry.people.person import PersonUnknown
from services.registry.people.vault.personal_data import PersonalData
from services.registry.people.vault.rows import KeptFor, Row, names
from services.registry.people.vault.sealed import row_of, said_of
from services.registry.people.vault.sealing import MasterKey
from shared.eventstore.appending.old_keys import DAYS
from shared.eventstore.commands import is_lasting
from shared.eventstore.log.steady import SteadyConnection
from shared.eventstore.reading.beginnings import begun
from shared.eventstore.refusals import Busy, KeyReused
from shared.postgres import arrays
from shared.vocabulary.identifiers import new_id
from shared.vocabulary.refusals import Kind as Why
from shared.vocabulary.refusals import Refusal

ATTEMPTS: Final = 10
AGE: Final = timedelta(days=1)
PAGE: Final = 1_000
MOST_SHOWN: Final = 100

KEEP = """
with said as (
  select * from unnest(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) as said (
    correction_id, person_ref, reason_id, wrapped_key, sealed, identity_hash, old_identity_hash,
    phone_hash, guardian_ref, folding, syllable_hashes, digest, undoable, actor, key, row)
), kept as (
  insert into corrections (
    correction_id, person_ref, reason_id, wrapped_key, sealed, identity_hash, old_identity_hash,
    phone_hash, guardian_ref, folding, syllable_hashes, digest, undoable, actor, key, row,
    corrected_on)
  select said.*, %s from said join people using (person_ref)
  on conflict (actor, key, row) do update set kept_at = now()
  returning actor, key, row, correction_id, digest
)
select * from kept
"""
OF_KEYS = """
select actor, key, row, digest
from corrections join unnest(%s, %s, %s) as asked (actor, key, row) using (actor, key, row)
"""
LET_GO = """
update corrections set actor = null, key = null, row = null, digest = null
from unnest(%s, %s, %s) as asked (actor, key, row)
where (corrections.actor, corrections.key, corrections.row) = (asked.actor, asked.key, asked.row)
"""
OF_PERSON = """
select correction_id, corrected_on, reason_id from corrections
where person_ref = %s and sealed is null order by correction_id desc limit %s
"""
FORMER = """
select correction_id, corrections.person_ref, corrections.sealed is not null,
  was_wrapped_key, was_sealed, digest, actor, key, row, person_keys.wrapped_key, people.sealed
from corrections join people using (person_ref) join person_keys using (person_ref)
where correction_id = any(%s)
"""
OLD = """
select correction_id from corrections
where sealed is not null and correction_id > %s and kept_at < %s order by correction_id limit %s
"""
FORGET = """
delete from corrections where correction_id = any(%s) and sealed is not null and kept_at < %s
returning 1
"""
FORGET_KEYS = """
update corrections set actor = null, key = null, row = null, digest = null,
  was_wrapped_key = null, was_sealed = null
where actor is not null and kept_at < %s
"""


class Correction(NamedTuple):
    """Whose data are to be what, why (the id of a text), and for which row of which request.
    `undoable`: what was said before is kept for thirty days."""

    person_ref: UUID
    data: PersonalData
    reason_id: UUID | None
    kept_for: KeptFor
    undoable: bool = False


class Former(NamedTuple):
    """What was said of somebody before a correction."""

    person_ref: UUID
    data: PersonalData


class Corrected(NamedTuple):
    correction_id: UUID
    corrected_on: date
    reason_id: UUID | None


Kept = UUID | PersonUnknown | KeyReused


class FormerDataGone(Refusal):
    code = "registry.former-data-gone"
    kind = Why.CONFLICT
    sentence = (
        "What was said of this person before is not kept any more: correct it by what you know."
    )


class CorrectedSince(Refusal):
    code = "registry.corrected-since"
    kind = Why.CONFLICT
    sentence = "This person's data were corrected again since: see what is right, and correct it."


class CorrectionOnItsWay(Refusal):
    code = "registry.correction-on-its-way"
    kind = Why.NOT_YET
    sentence = "This person's data are being corrected at this moment: ask again shortly."


class Corrections:
    """Those of a vault (`Vault.corrections`)."""

    def __init__(self, line: SteadyConnection, key: MasterKey) -> None:
        self._line, self._key = line, key

    async def keep(self, corrections: Sequence[Correction], today: date) -> list[Kept]:
        """The id of each, in order: until the fact that has it is recorded and the view has seen
        it, the person's data are as before."""
        if not corrections:
            return []
        rows = [self._row(each) for each in corrections]
        for _ in range(ATTEMPTS):
            try:
                found = await self._line.ask(KEEP, [*self._columns(corrections, rows), today])
            except psycopg.errors.ForeignKeyViolation:  # somebody was erased meanwhile
                continue
            kept = {KeptFor(*key): (id_, digest) for *key, id_, digest in found}
            return [self._outcome(each, kept.get(each.kept_for)) for each in corrections]
        raise Busy

    async def kept_otherwise(self, corrections: Iterable[Correction]) -> set[KeptFor]:
        """For what another correction was kept, as far as that is still known."""
        digests = {
            each.kept_for: self._digest(each)
            for each in corrections
            if not is_lasting(each.kept_for.actor)
        }
        if not digests:
            return set()
        found = await self._line.ask(OF_KEYS, names(digests))
        kept = {KeptFor(*key): digest for *key, digest in found}
        return {key for key, digest in kept.items() if digest != digests[key]}

    async def let_go(self, kept_for: Sequence[KeptFor]) -> None:
        """Of requests that were refused: under their keys another may be said."""
        if kept_for:
            await self._line.ask(LET_GO, names(kept_for))

    async def of_person(self, person_ref: UUID) -> list[Corrected]:
        """Those that are in place, the newest first."""
        found = await self._line.ask(OF_PERSON, [person_ref, MOST_SHOWN])
        return [Corrected(*row) for row in found]

    async def former(self, correction_ids: Sequence[UUID]) -> list[Former | Refusal]:
        """What was said before each that was kept as undoable, in order, while nothing else is said
        of the person than what it said; else why not."""
        found = await self._line.ask(FORMER, [arrays.uuids(correction_ids)])
        rows = {correction_id: row for correction_id, *row in found}
        return [
            self._former(*rows[each]) if each in rows else PersonUnknown()
            for each in correction_ids
        ]

    def _former(self, person_ref: UUID, waits: bool, *rest: Any) -> Former | Refusal:
        was_key, was, digest, *key, now_key, now = rest
        if waits:
            return CorrectionOnItsWay()
        if was is None or digest is None:
            return FormerDataGone()
        kept = self._opened(person_ref, now_key, now)
        said = Correction(person_ref, kept, None, KeptFor(*key))
        if self._digest(said) != digest:
            return CorrectedSince()
        return Former(person_ref, self._opened(person_ref, was_key, was))

    def _opened(self, person_ref: UUID, wrapped_key: bytes, sealed: bytes) -> PersonalData:
        content = self._key.open(person_ref, wrapped_key, sealed)
        return msgspec.json.decode(content, type=PersonalData)

    def _row(self, each: Correction) -> Row:
        return row_of(self._key, each.person_ref, each.person_ref, each.data)

    def _columns(self, corrections: Sequence[Correction], rows: Sequence[Row]) -> list[Any]:
        return [
            arrays.uuids([new_id() for _ in rows]),
            arrays.uuids([row.person_ref for row in rows]),
            arrays.uuids([each.reason_id for each in corrections]),
            arrays.blobs([row.wrapped_key for row in rows]),
            arrays.blobs([row.sealed for row in rows]),
            arrays.blobs([row.identity_hash for row in rows]),
            arrays.blobs([row.old_identity_hash for row in rows]),
            arrays.blobs([row.phone_hash for row in rows]),
            arrays.uuids([row.guardian_ref for row in rows]),
            arrays.integers([row.folding for row in rows]),
            arrays.blobs([b"".join(row.syllable_hashes) for row in rows]),
            arrays.blobs([self._digest(each) for each in corrections]),
            arrays.booleans([each.undoable for each in corrections]),
            *names(each.kept_for for each in corrections),
        ]

    def _outcome(self, each: Correction, kept: tuple[UUID, bytes] | None) -> Kept:
        if kept is None:
            return PersonUnknown()
        correction_id, digest = kept
        return correction_id if digest == self._digest(each) else KeyReused()

    def _digest(self, each: Correction) -> bytes:
        said = [each.kept_for, each.person_ref, said_of(each.data)]
        return self._key.hash_of("correction", msgspec.json.encode(said).decode())


class RehearsingCorrections(Corrections):
    """Of a dry run: it says under which ids it would keep them, and keeps none."""

    async def keep(self, corrections: Sequence[Correction], today: date) -> list[Kept]:
        return [new_id() for _ in corrections]

    async def kept_otherwise(self, corrections: Iterable[Correction]) -> set[KeptFor]:
        return set()

    async def let_go(self, kept_for: Sequence[KeptFor]) -> None:
        return None


async def sweep_corrections(line: SteadyConnection, now: datetime) -> int:
    """Delete every one older than a day that no fact speaks of; answers how many."""
    swept, after = 0, UUID(int=0)
    while page := await line.ask(OLD, [after, now - AGE, PAGE]):
        old = [correction_id for (correction_id,) in page]
        said = await begun(line, old)
        orphans = arrays.uuids([each for each in old if each not in said])
        swept += len(await line.ask(FORGET, [orphans, now - AGE]))
        after = old[-1]
    await line.ask(FORGET_KEYS, [now - timedelta(days=DAYS)])
    return swept
