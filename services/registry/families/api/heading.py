"""Whether whoever is to head a family is of age, as far as the vault knows when they were born."""

from datetime import date

from services.registry.families.family.heads import HeadAge
from services.registry.families.family.refusals import HeadUnderage
from services.registry.people.vault.birth import Birth
from shared.vocabulary.refusals import Refusal
from shared.web.counter import Counter


def underage(counter: Counter, birth: Birth | None, since: date | None) -> Refusal | None:
    """Why nobody of this birth heads a family since that day; None: they may, or nobody is to."""
    years = counter.has(HeadAge).years
    if birth is None or since is None or birth.may_be_as_old(years, since):
        return None
    return HeadUnderage(years=years)
