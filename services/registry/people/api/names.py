"""The names of many people in one call, which leaves one fact: up to a hundred as a list, up to
fifty thousand as a stream.

Whom the caller does not reach is as if not there. Of whom was erased "(đã xoá)" is printed, of whom
the processing is restricted "(hạn chế)" to whoever does not answer requests there.
"""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass
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
from services.registry.people.vault.restricting import AskedRestricting, Restricting
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
    """`full_name`: "(đã xoá)" of whom was erased, "(hạn chế)" of whom is not shown."""

    person_ref: UUID
    full_name: str


def naming(router: APIRouter, counter: Counter, audit: Audit) -> None:
    names = Names(counter, audit)

    @router.post("/names")
    async def several(
        form: NamesForm, caller: Listing, speech: AskedSpeech, restricting: AskedRestricting
    ) -> PageOf[NameShown]:
        """The names of up to a hundred people, in the order they were asked for."""
        erased = ERASED[speech.language]
        seen = await names.seen(form.person_refs, caller, restricting, erased)
        await names.read(seen.there, caller)
        said = {**await names.of([*seen.there], erased), **seen.instead}
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
    async def export(
        form: ExportForm, caller: Exporting, speech: AskedSpeech, restricting: AskedRestricting
    ) -> StreamingResponse:
        """The names of up to fifty thousand people, a line of JSON each (`person_ref`,
        `full_name`), as they are read."""
        erased = ERASED[speech.language]
        shown: list[UUID] = []
        instead: dict[UUID, str] = {}
        for some in _parts(list(dict.fromkeys(form.person_refs))):
            seen = await names.seen(some, caller, restricting, erased)
            instead |= seen.instead
            shown += [ref for ref in some if ref in seen.there or ref in seen.instead]
        await names.exported([ref for ref in shown if ref not in instead], caller)
        return StreamingResponse(names.lines(shown, instead, erased), media_type=LINES)


@dataclass(frozen=True)
class Seen:
    """Whose names the caller sees, and of the others he knows of what is printed `instead`."""

    there: frozenset[UUID]
    instead: Mapping[UUID, str]


class Names:
    def __init__(self, counter: Counter, audit: Audit) -> None:
        self._counter, self._audit = counter, audit

    @property
    def _vault(self) -> Vault:
        return self._counter.has(Vault)

    async def seen(
        self, person_refs: Sequence[UUID], caller: Caller, restricting: Restricting, erased: str
    ) -> Seen:
        """As much is asked for those out of reach as for nobody."""
        standings = await self._vault.standings(person_refs)
        places = {
            ref: standing.place_id
            for ref, standing in standings.items()
            if (seen := caller.sees(standing.place_id)).is_something
            and standing.is_shown(seen.until)
        }
        hidden = await restricting.hidden(self._counter, places, caller)
        gone = await self._gone([ref for ref in person_refs if ref not in places], caller)
        instead = dict.fromkeys(hidden, restricting.name) | dict.fromkeys(gone, erased)
        return Seen(frozenset(places.keys() - hidden), instead)

    async def _gone(self, person_refs: Sequence[UUID], caller: Caller) -> list[UUID]:
        """Of whom the caller sees that they were erased."""
        wanted = [(ref, Person) for ref in dict.fromkeys(person_refs)]
        if not wanted:
            return []
        folded = await self._counter.transactions.store.reader.read(wanted)
        return [ref for ref, kind in wanted if _is_seen_gone(folded[ref, kind].state, caller)]

    async def of(self, person_refs: Sequence[UUID], erased: str) -> dict[UUID, str]:
        """The name of each as the vault has it this moment."""
        kept = {each.person_ref: each for each in await self._vault.all_of(person_refs)}
        return {ref: kept[ref].data.full_name if ref in kept else erased for ref in person_refs}

    async def lines(
        self, person_refs: Sequence[UUID], instead: Mapping[UUID, str], erased: str
    ) -> AsyncIterator[bytes]:
        for some in _parts(person_refs):
            named = await self.of([ref for ref in some if ref not in instead], erased)
            said = named | {ref: instead[ref] for ref in some if ref in instead}
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
