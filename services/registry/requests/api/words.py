"""What was said of a request in own words, to whoever may see it."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from services.registry.people.texts.reading import shown
from services.registry.people.vault.keeping import Vault
from services.registry.people.vault.restricting import AskedRestricting, Restricting
from services.registry.requests.request.request import Request, RequestReceived, RequestUnknown
from shared.web.bulk import AskedSpeech
from shared.web.caller import Caller, reads
from shared.web.counter import Counter
from shared.web.languages import Language

Reading = Annotated[Caller, reads("registry.request.read")]


class RequestWords(BaseModel):
    """In own words, null where nothing was said: what the person asked, why it was put off, and why
    it was answered so. "(đã xoá)" if they are gone, "(hạn chế)" of whom is not shown."""

    request_id: UUID
    note: str | None
    extension_reason: str | None
    answer_reason: str | None


def wording(router: APIRouter, counter: Counter) -> None:
    @router.get("/{request_id}/texts")
    async def texts(
        request_id: UUID, caller: Reading, speech: AskedSpeech, restricting: AskedRestricting
    ) -> RequestWords:
        """What was said of a request in own words."""
        found = await counter.transactions.store.reader.read([(request_id, Request)])
        request: Request = found[request_id, Request].state
        received = request.received
        if received is None or not caller.sees(received.place_id).shows(received.received_on):
            raise RequestUnknown
        ids = _ids(request, received, caller)
        if await _is_hidden(counter, received, caller, restricting):
            words = {each: restricting.name for each in ids if each}
        else:
            words = await _read(counter, ids, caller, speech.language)
        note, extension, answer = (each and words[each] for each in ids)
        return RequestWords(
            request_id=request_id, note=note, extension_reason=extension, answer_reason=answer
        )


def _ids(
    request: Request, received: RequestReceived, caller: Caller
) -> tuple[UUID | None, UUID | None, UUID | None]:
    """What was said after the days that the caller sees is not shown."""
    sight = caller.sees(received.place_id)
    extended, answer = request.extended, request.answer
    return (
        received.note_id,
        extended.reason_id if extended and sight.shows(extended.extended_on) else None,
        answer.reason_id if answer and sight.shows(answer.answered_on) else None,
    )


async def _is_hidden(
    counter: Counter, received: RequestReceived, caller: Caller, restricting: Restricting
) -> bool:
    places = await counter.has(Vault).places([received.person_ref])
    return bool(await restricting.hidden(counter, places, caller))


async def _read(
    counter: Counter, ids: tuple[UUID | None, ...], caller: Caller, language: Language
) -> dict[UUID, str]:
    return {**await shown(counter, [each for each in ids if each], caller, language)}
