"""What is mended of an import before it is confirmed: kept sealed beside its file, and all of the
list decided anew, as its run would decide it."""

from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

import msgspec

from services.registry.imports.api.commands import mend
from services.registry.imports.api.deciding import Deciding, Reports, counts_of, dry_run, told_of
from services.registry.imports.api.files import DRY_RUN, FILE, NAMES, Files
from services.registry.imports.api.forms import Mended, MendingForm, SentFile
from services.registry.imports.api.remembering import Sender
from services.registry.imports.list_import.list_import import ListImport
from services.registry.imports.list_import.refusals import ImportFileGone, ImportUnknown
from services.registry.people.vault.keeping import Vault
from shared.eventstore.refusals import KeyReused
from shared.importing.bringing import File, sheets_in
from shared.importing.kinds import Run
from shared.importing.mending import NOTHING, Mending
from shared.importing.table import Row, Sheet
from shared.vocabulary.refusals import Refusal
from shared.web.caller import Caller
from shared.web.counter import Counter

MENDING: Final = "mending"


def part_of(part: str, mending_id: UUID | None) -> str:
    """Of what is kept, that which goes with what is mended."""
    return part if mending_id is None else f"{part} {mending_id}"


def id_of(vault: Vault, mending: Mending) -> UUID:
    return vault.id_of_file(msgspec.json.encode(mending, order="deterministic"), MENDING)


@dataclass(frozen=True)
class Kept:
    """What was sent, and what is mended of it."""

    sent: SentFile
    mending: Mending

    @property
    def answers(self) -> dict[str, str]:
        return {**self.sent.answers, **self.mending.answers}

    @property
    def whole(self) -> Mending:
        """With what was answered as it was sent."""
        return replace(self.mending, answers=self.answers)


async def kept_of(files: Files, import_id: UUID, mending_id: UUID | None) -> Kept | None:
    """None: it is deleted."""
    data = await files.read(import_id, FILE)
    mending = NOTHING
    if data is not None and mending_id is not None:
        found = await files.read(import_id, part_of(MENDING, mending_id))
        if found is None:
            return None
        mending = msgspec.msgpack.decode(found, type=Mending)
    return None if data is None else Kept(msgspec.msgpack.decode(data, type=SentFile), mending)


async def mended(counter: Counter, import_id: UUID, form: MendingForm, by: Caller) -> Reports:
    """What would become of the list as it is mended now. Raises FileRefused, and what is
    refused."""
    files, vault = counter.has(Files), counter.has(Vault)
    said = form.said
    said_id = id_of(vault, said)
    known = await counter.state(import_id, ListImport)
    by.require(known.place_id, ImportUnknown)
    if (again := await _mended_before(counter, by, said_id)) is not None:
        return again
    submitted = known.require_mendable()
    kept = await kept_of(files, import_id, known.mending_id)
    if kept is None:
        raise ImportFileGone
    whole = kept.mending.then(said)
    sheets = await sheets_in(File(kept.sent.name, kept.sent.data))
    run = Run(import_id, submitted.place_id, submitted.listed_on, by)
    run_as = Deciding(submitted.list_kind, run, {**kept.sent.answers, **whole.answers}, whole)
    decided = await dry_run(counter, run_as, sheets)
    answer = Mended(import_id, id_of(vault, whole), said_id)
    await _keep(files, answer, whole, decided.reports)
    rows = counts_of(decided.reports)
    await counter.transact(Mended, mend(import_id, answer, rows, known.mending_id, by))
    if answer.mending_id != known.mending_id:
        await files.forget_parts(import_id, _parts(known.mending_id))
    whose = Sender(by.origin.actor, submitted.list_kind)
    await files.mappings.remember(whose, decided.sheets, decided.read, said.mapping)
    return decided.reports


async def _mended_before(counter: Counter, by: Caller, said_id: UUID) -> Reports | None:
    """What the same request was answered, as far as it was not mended further."""
    (first,) = await counter.first_answers(Mended, [by])
    if isinstance(first, Refusal):
        raise first
    if first is None:
        return None
    if first.said_id != said_id:
        raise KeyReused
    known = await counter.state(first.import_id, ListImport)
    part = part_of(DRY_RUN, known.mending_id)
    return await told_of(counter.has(Files), first.import_id, part)


async def _keep(files: Files, answer: Mended, whole: Mending, told: Reports) -> None:
    """Together with whom it names, so that an erasure finds it. Raises ImportFileGone."""
    names = await files.names([Sheet(MENDING, [Row(1, tuple(whole.said))])])
    parts = {
        MENDING: msgspec.msgpack.encode(whole),
        DRY_RUN: msgspec.json.encode(told),
        NAMES: names,
    }
    sealed = {part_of(part, answer.mending_id): content for part, content in parts.items()}
    if not await files.keep_beside(answer.import_id, sealed):
        raise ImportFileGone


def _parts(mending_id: UUID | None) -> list[str]:
    """What is kept of a mending; of none what the first dry run told."""
    if mending_id is None:
        return [DRY_RUN]
    return [part_of(part, mending_id) for part in (MENDING, DRY_RUN, NAMES)]
