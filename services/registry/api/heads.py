"""Who is to head a family: somebody the vault knows, or somebody new that it keeps.

Only people within the asker's reach are known to him. What is known elsewhere changes no answer.
"""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from services.registry.api.forms import FamilyForm
from services.registry.domain.person import PersonUnknown
from services.registry.vault import KeptFor, Newcomer, Vault
from services.registry.vault.meeting import Within
from shared.vocabulary.places.siting import Circumstances
from shared.vocabulary.refusals import Kind, Refusal
from shared.web.actions import Permit

Head = Newcomer | UUID
"""As a form says it: by data, or by reference."""


def reach(permit: Permit, now: Circumstances) -> Within:
    return partial(permit.reaches, tree=now.tree, day=now.day)


def head_of(form: FamilyForm, kept_for: KeptFor) -> Head:
    """Raises the refusal of what is wrong with the data."""
    if form.head is not None:
        return Newcomer(form.place_id, form.head.data(), kept_for)
    assert form.head_ref is not None
    return form.head_ref


async def referred(vault: Vault, heads: Sequence[Head], within: Within) -> list[UUID | Refusal]:
    """The reference of each: all new people are kept at once, all references looked up at once."""
    people = [head for head in heads if isinstance(head, Newcomer)]
    kept = iter(await vault.keep_for(people, within) if people else ())
    refs = [head for head in heads if isinstance(head, UUID)]
    known = await vault.known(refs, within) if refs else frozenset()

    def reference(head: Head) -> UUID | Refusal:
        if isinstance(head, Newcomer):
            return next(kept)
        return head if head in known else PersonUnknown()

    return [reference(head) for head in heads]


async def let_go(vault: Vault, heads: Sequence[Head], outcomes: Sequence[str | Refusal]) -> None:
    """Of those whose commands were refused for good: under their keys another may be said."""
    refused = [
        head.kept_for
        for head, outcome in zip(heads, outcomes, strict=True)
        if isinstance(head, Newcomer) and _is_final(outcome)
    ]
    await vault.let_go(refused)


def _is_final(outcome: str | Refusal) -> bool:
    """Not where the same request may be answered otherwise: then it shall find the same person."""
    return isinstance(outcome, Refusal) and outcome.kind not in (Kind.UNAVAILABLE, Kind.NOT_YET)
