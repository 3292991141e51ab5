"""Showing texts to whoever may see what they belong to."""

from collections.abc import Iterable, Mapping
from typing import Final
from uuid import UUID

from services.registry.people.person import TextsRead
from services.registry.people.texts.keeping import Texts
from shared.eventstore.commands import Command, Decision
from shared.vocabulary.identifiers import new_id
from shared.web.caller import Caller
from shared.web.counter import Counter
from shared.web.languages import Language

ERASED: Final[Mapping[Language, str]] = {"vi": "(đã xoá)", "en": "(erased)"}
"""What is printed of a person or a text that is gone."""


async def shown(
    counter: Counter, text_ids: Iterable[UUID], by: Caller, language: Language
) -> Mapping[UUID, str]:
    """The texts by id, with "(đã xoá)" for what is gone. The caller has been shown to see what they
    belong to: that is for the route. What is read leaves one fact, before anything is shown."""
    asked = list(dict.fromkeys(text_ids))
    if not asked:
        return {}
    there = await counter.has(Texts).read(asked)
    if there:
        question, fact = new_id(), TextsRead(tuple(there))
        command = Command(by.origin, {}, lambda _: Decision({question: [fact]}))
        await counter.transactions.execute(command)
    return {text_id: there.get(text_id, ERASED[language]) for text_id in asked}
