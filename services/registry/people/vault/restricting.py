"""Whose data are not shown: their processing is restricted. Whoever may answer requests where they
are sees them all the same."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Final
from uuid import UUID

from fastapi import Depends, Header, Request

from services.registry.people.vault.keeping import Vault
from services.registry.requests.request.processing import Processing, processing_id
from shared.vocabulary.refusals import Kind, Refusal
from shared.web import languages
from shared.web.caller import Caller
from shared.web.counter import Counter
from shared.web.languages import Language
from shared.web.scope import allowing
from shared.web.values import Text

HANDLING: Final = "registry.request.answer"
INSTEAD_OF_A_NAME: Final[Mapping[Language, str]] = {"vi": "(hạn chế)", "en": "(restricted)"}


class PersonRestricted(Refusal):
    code = "registry.person-restricted"
    kind = Kind.FORBIDDEN
    sentence = (
        "The processing of this person's data is restricted: ask whoever answers requests there."
    )


class Restricting:
    """Asked by one request."""

    def __init__(self, request: Request, accept_language: str) -> None:
        self._actions = request.app.state.actions
        self.name = INSTEAD_OF_A_NAME[languages.preferred(accept_language)]

    async def hidden(
        self, counter: Counter, places: Mapping[UUID, UUID], caller: Caller
    ) -> frozenset[UUID]:
        """Those of people at these places who are not shown to the caller: a restriction is of the
        person by every reference."""
        grants = allowing(caller.permit.grants, HANDLING, self._actions)
        handling = replace(caller, permit=replace(caller.permit, grants=grants, action=HANDLING))
        same = await counter.has(Vault).same(places)
        named = {ref: {ref, *same.get(ref, ())} for ref in places}
        asked = {processing_id(each) for refs in named.values() for each in refs}
        found = await counter.transactions.store.reader.read([(each, Processing) for each in asked])
        restricted = [
            ref
            for ref, refs in named.items()
            if any(found[processing_id(each), Processing].state.is_restricted for each in refs)
        ]
        return frozenset(r for r in restricted if not handling.sees(places[r]).is_something)


async def _restricting(
    request: Request, accept_language: Annotated[Text, Header()] = ""
) -> Restricting:
    return Restricting(request, accept_language)


AskedRestricting = Annotated[Restricting, Depends(_restricting)]
