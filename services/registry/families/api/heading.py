"""Whether whoever is to head a family is of age, as far as the vault knows when they were born."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from services.registry.families.family.heads import HeadAge
from services.registry.families.family.refusals import HeadUnderage
from services.registry.people.vault.birth import Birth
from services.registry.people.vault.keeping import Vault
from services.registry.people.vault.naming import within
from shared.vocabulary.refusals import Refusal
from shared.web.caller import Caller
from shared.web.counter import Counter


def underage(counter: Counter, birth: Birth | None, since: date | None) -> Refusal | None:
    """Why nobody of this birth heads a family since that day; None: they may, or nobody is to."""
    years = counter.has(HeadAge).years
    if birth is None or since is None or birth.may_be_as_old(years, since):
        return None
    return HeadUnderage(years=years)


async def births(
    counter: Counter, person_refs: Sequence[UUID], by: Caller
) -> Mapping[UUID, Birth | None]:
    """Of those within reach."""
    if not person_refs:
        return {}
    vault = counter.has(Vault)
    there = await vault.known(person_refs, within(by))
    return {each.person_ref: each.data.birth for each in await vault.all_of(there)}
