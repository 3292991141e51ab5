"""Whom the rows of a list name by data: kept first, and spoken of by the reference they go by."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from services.registry.people.vault.keeping import Newcomer, Vault
from services.registry.people.vault.naming import let_go, referred
from shared.vocabulary.refusals import Refusal
from shared.web.bulk import Around, Asked
from shared.web.counter import Counter


@dataclass(frozen=True)
class Newcomers(Around[Any]):
    """Around commands whose form says a `person` at a `place_id`, and takes a `person_ref`."""

    async def before(
        self, counter: Counter, asked: Sequence[Asked[Any]]
    ) -> Sequence[Any | Refusal]:
        if not asked:
            return []
        named = [_newcomer(each) for each in asked]
        refs = await referred(counter.has(Vault), named, asked[0].by)
        return [
            ref if isinstance(ref, Refusal) else each.form.model_copy(update={"person_ref": ref})
            for each, ref in zip(asked, refs, strict=True)
        ]

    async def after(
        self, counter: Counter, asked: Sequence[Asked[Any]], outcomes: Sequence[Any]
    ) -> Sequence[Any]:
        refused = [
            (_newcomer(each), said)
            for each, said in zip(asked, outcomes, strict=True)
            if isinstance(said, Refusal)
        ]
        if refused:
            await let_go(counter.has(Vault), *map(list, zip(*refused, strict=True)))
        return outcomes


def _newcomer(asked: Asked[Any]) -> Newcomer | Refusal:
    """Under the key of the row, whichever rows are recorded together."""
    try:
        newcomer: Newcomer = asked.form.person.newcomer(
            asked.form.place_id, Asked(0, asked.form, asked.by)
        )
    except Refusal as refusal:
        return refusal
    return newcomer
