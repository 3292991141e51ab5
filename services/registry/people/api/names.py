"""The names of many people in one call, which leaves one fact: up to a hundred as a list, up to
fifty thousand as a stream.

Whom the caller does not reach is as if not there. Of whom was erased "(đã xoá)" is printed.
"""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from datetime import date
from typing import Annotated, Final
from uuid import UUID

import msgspec
from fastapi import APIRouter
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field

from services.registry.people.api.auditing import Audit
from services.registry.people.person import Person, PersonalDataExported, PersonalDataRead
from services.registry.people.texts.reading import ERASED
from services.registry.people.vault.keeping import Vault
from shared.eventstore.commands import Command, Decision
from shared.vocabulary.identifiers import new_id
from shared.web.bulk import AskedSpeech
from shared.web.caller import Caller, reads
from shared.web.counter import Counter
from shared.web.pages import PageOf
from shared.web.values import Form

MOST: Final = 100
MOST_EXPORTED: Final = 50_000
AT_ONCE: Final = 500
"""So many people are looked up, and opened, at a time: what an export takes of memory beside the
references that were sent."""
LINES: Final = "application/x-ndjson"

Listing = Annotated[Caller, reads("registry.person.list")]
Exporting = Annotated[Caller, reads("registry.person.export")]


class NamesForm(Form):
    person_refs: Annotated[list[UUID], Field(min_length=1, max_length=MOST)]


class ExportForm(Form):
    person_refs: Annotated[list[UUID], Field(min_length=1, max_length=MOST_EXPORTED)]


class NameShown(BaseModel):
    """`full_name`: "(đã xoá)" of whom was erased."""

    person_ref: UUID
    full_name: str


def naming(router: APIRouter, counter: Counter, audit: Audit) -> None:
    names = Names(counter, audit)

    @router.post("/names")
    async def several(form: NamesForm, caller: Listing, speech: AskedSpeech) -> PageOf[NameShown]:
        """The names of up to a hundred people, in the order they were asked for."""
        there, gone = await names.seen(form.person_refs, caller)
        await names.read(there, caller)
        said = await names.of([*there, *gone], ERASED[speech.language])
        items = [
            NameShown(person_ref=ref, full_name=said[ref])
            for ref in dict.fromkeys(form.person_refs)
            if ref in said
        ]
        return PageOf(items=items)

    @router.post(
        "/names/export",
        response_class=StreamingResponse,
        responses={200: {"content": {LINES: {"schema": {"type": "string"}}}}},
    )
    async def export(form: ExportForm, caller: Exporting, speech: AskedSpeech) -> StreamingResponse:
        """The names of up to fifty thousand people, a line of JSON each (`person_ref`,
        `full_name`), as they are read."""
        asked = list(dict.fromkeys(form.person_refs))
        shown: list[UUID] = []
        there: list[UUID] = []
        for some in _parts(asked):
            found, gone = await names.seen(some, caller)
            there += found
            shown += [ref for ref in some if ref in found or ref in gone]
        await names.exported(there, caller)
        lines = names.lines(shown, ERASED[speech.language])
        return StreamingResponse(lines, media_type=LINES)


class Names:
    def __init__(self, counter: Counter, audit: Audit) -> None:
        self._counter, self._audit = counter, audit

    @property
    def _vault(self) -> Vault:
        return self._counter.has(Vault)

    async def seen(
        self, person_refs: Sequence[UUID], caller: Caller
    ) -> tuple[frozenset[UUID], frozenset[UUID]]:
        """Whom the caller sees, and of whom he sees that they were erased. As much is asked for
        those out of reach as for nobody."""
        standings = await self._vault.standings(person_refs)
        there = frozenset(
            ref
            for ref, standing in standings.items()
            if (seen := caller.sees(standing.place_id)).is_something
            and standing.is_shown(seen.until)
        )
        wanted = [(ref, Person) for ref in dict.fromkeys(person_refs) if ref not in there]
        if not wanted:
            return there, frozenset()
        folded = await self._counter.transactions.store.reader.read(wanted)
        people = {ref: folded[ref, kind].state for ref, kind in wanted}
        return there, frozenset(ref for ref, one in people.items() if _is_seen_gone(one, caller))

    async def of(self, person_refs: Sequence[UUID], erased: str) -> Mapping[UUID, str]:
        """The name of each as the vault has it this moment."""
        kept = {each.person_ref: each for each in await self._vault.all_of(person_refs)}
        return {ref: kept[ref].data.full_name if ref in kept else erased for ref in person_refs}

    async def lines(self, person_refs: Sequence[UUID], erased: str) -> AsyncIterator[bytes]:
        for some in _parts(person_refs):
            said = await self.of(some, erased)
            shown = [{"person_ref": ref, "full_name": said[ref]} for ref in some]
            yield msgspec.json.Encoder().encode_lines(shown)

    async def read(self, there: frozenset[UUID], caller: Caller) -> None:
        """Nothing is shown before this is recorded."""
        if there:
            await self._record(new_id(), PersonalDataRead(tuple(sorted(there))), caller)
        else:
            await self._audit.nothing_shown(caller.permit.action, None, caller.origin)

    async def exported(self, there: Sequence[UUID], caller: Caller) -> None:
        """As `read`; whose names they are is kept beside the fact."""
        if not there:
            await self._audit.nothing_shown(caller.permit.action, None, caller.origin)
            return
        export_id = new_id()
        await self._vault.exported(export_id, sorted(there))
        await self._record(export_id, PersonalDataExported(len(there)), caller)

    async def _record(
        self, stream_id: UUID, fact: PersonalDataRead | PersonalDataExported, caller: Caller
    ) -> None:
        command = Command(caller.origin, {}, lambda _: Decision({stream_id: [fact]}))
        await self._counter.transactions.execute(command)


def _is_seen_gone(person: Person, caller: Caller) -> bool:
    if person.erased_on is None:
        return False
    seen = caller.sees(person.place_id)
    return seen.is_something and (seen.until == date.max or person.erased_on <= seen.until)


def _parts(person_refs: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    for start in range(0, len(person_refs), AT_ONCE):
        yield person_refs[start : start + AT_ONCE]
