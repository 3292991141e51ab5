"""An import is undone: all that it put on the books is withdrawn, or an officer is told what stands
in the way."""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Final
from uuid import UUID

from services.registry.imports.api.commands import begin_undo, undone
from services.registry.imports.api.files import Files
from services.registry.imports.api.forms import ImportTakenBack
from services.registry.imports.api.lists import Lists
from services.registry.imports.list_import.list_import import ListImport
from services.registry.imports.list_import.refusals import ImportUnknown
from shared.importing.trail import Built, Thing, Undone
from shared.vocabulary.refusals import Kind, Refusal
from shared.web.caller import Caller
from shared.web.counter import Counter

MOST_TOLD: Final = 100


class BuiltOnImported(Refusal):
    code = "registry.built-on-imported"
    kind = Kind.CONFLICT
    sentence = "This was built on, on {on}: {what}."


class ChangedByImport(Refusal):
    code = "registry.changed-by-import"
    kind = Kind.CONFLICT
    sentence = (
        "The import changed this, which stood on the books before, on {on} ({what}): an undo does"
        " not give that back; correct it."
    )


class ImportBuiltOn(Refusal):
    """`parts`: what was built on what, the first of them."""

    code = "registry.import-built-on"
    kind = Kind.CONFLICT
    sentence = (
        "This import stands, for {number} things were recorded since of what it brought: withdraw"
        " what is listed, then undo it again. Withdrawn so far: {withdrawn}."
    )


class ImportUndoneInPart(Refusal):
    """`parts`: why what is not withdrawn, the first of them."""

    code = "registry.import-undone-in-part"
    kind = Kind.CONFLICT
    sentence = (
        "{number} things of this import could not be withdrawn: see why of each, then undo it"
        " again. Withdrawn so far: {withdrawn}."
    )


async def take_back(counter: Counter, import_id: UUID, by: Caller) -> ImportTakenBack:
    """Asked again, it goes on where it was, or answers as before."""
    (first,) = await counter.first_answers(ImportTakenBack, [by])
    if isinstance(first, Refusal):
        raise first
    known = await counter.state(import_id, ListImport)
    by.require(known.place_id, ImportUnknown)
    known.require_over()
    counts: Mapping[str, int] = {}
    if known.undone is None:
        await counter.transactions.execute(begin_undo(import_id, by))
        done = await counter.has(Lists).undo(counter, by, import_id)
        if not done.whole:
            raise _refusal(done)
        counts = done.counts
    told = await counter.transact(ImportTakenBack, undone(import_id, counts, by))
    await counter.has(Files).forget([import_id])
    return told


def _refusal(done: Undone) -> Refusal:
    of = done.built or done.refused
    kind = ImportBuiltOn if done.built else ImportUndoneInPart
    refusal = kind(number=len(of), withdrawn=sum(done.counts.values()))
    refusal.parts = tuple(islice(_parts(done), MOST_TOLD))
    return refusal


def _parts(done: Undone) -> Iterator[tuple[str, Refusal]]:
    for each in done.built:
        yield _named(each.thing), _built(each)
    for thing, refusal in done.refused:
        yield _named(thing), refusal


def _named(thing: Thing) -> str:
    return f"{thing.kind} {thing.thing_id}".strip()


def _built(built: Built) -> Refusal:
    said = BuiltOnImported if built.thing.kind else ChangedByImport
    return said(what=built.what, on=built.recorded_on)
