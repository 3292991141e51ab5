"""Whose data are not shown: their processing is restricted. Whoever may answer requests where they
are sees them all the same."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Final
from uuid import UUID

from fastapi import Depends, Header, Request

from services.registry.requests.request.processing import Processing, processing_id
from shared.web import languages
from shared.web.caller import Caller
from shared.web.counter import Counter
from shared.web.languages import Language
from shared.web.scope import allowing
from shared.web.values import Text

HANDLING: Final = "registry.request.answer"
INSTEAD_OF_A_NAME: Final[Mapping[Language, str]] = {"vi": "(hạn chế)", "en": "(restricted)"}


class Restricting:
    """Asked by one request."""

    def __init__(self, request: Request, accept_language: str) -> None:
        self._actions = request.app.state.actions
        self.name = INSTEAD_OF_A_NAME[languages.preferred(accept_language)]

    async def hidden(
        self, counter: Counter, places: Mapping[UUID, UUID], caller: Caller
    ) -> frozenset[UUID]:
        """Those of people at these places who are not shown to the caller."""
        grants = allowing(caller.permit.grants, HANDLING, self._actions)
        handling = replace(caller, permit=replace(caller.permit, grants=grants, action=HANDLING))
        wanted = {ref: (processing_id(ref), Processing) for ref in places}
        found = await counter.transactions.store.reader.read([*wanted.values()])
        restricted = [ref for ref, each in wanted.items() if found[each].state.is_restricted]
        return frozenset(r for r in restricted if not handling.sees(places[r]).is_something)


async def _restricting(
    request: Request, accept_language: Annotated[Text, Header()] = ""
) -> Restricting:
    return Restricting(request, accept_language)


AskedRestricting = Annotated[Restricting, Depends(_restricting)]
