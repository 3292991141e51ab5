"""Who heads a family, from which day on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.registry.families.family.belonging import Belonging, belonging_id
from services.registry.families.family.facts import (
    FamilyFacts,
    FamilyHeadNamed,
    FamilyHeadReleased,
    FamilyHeadReserved,
)
from services.registry.families.family.family import Family
from services.registry.families.family.members import Joining, join
from services.registry.families.family.refusals import (
    FamilyChangedMeanwhile,
    HeadNamedLater,
    MemberAlready,
    NoSuchMember,
)
from shared.vocabulary.calendar import require_come

People = Mapping[UUID, Belonging]
"""By reference."""


@dataclass(frozen=True)
class HeadAge:
    """From which age on somebody may head a family. The head is of full civil capacity and
    nominated by its members (Luật Cư trú 68/2020/QH14, Điều 10 khoản 2), which adults of eighteen
    years have (Bộ luật Dân sự 91/2015/QH13, Điều 20).

    The law knows an exception: where nobody in it has that capacity, whom they nominate or a court
    decides on heads it, and whoever lives alone heads their own. Who that may be is a matter of the
    case, which this rule does not weigh: a child is refused there too, unless the setting is
    lowered for as long as such a family is registered."""

    years: int = 18


@dataclass(frozen=True)
class Naming:
    """`relation_code`: how somebody who is no member yet belongs to whoever headed it before;
    None: they have to be a member."""

    family_id: UUID
    head_ref: UUID
    named_on: date
    relation_code: str | None = None


def name_head(family: Family, people: People, asked: Naming, today: date) -> FamilyFacts:
    """From that day on the person heads it, as a member, which they become if they are none.
    Whoever did goes on as a member, and is free to go."""
    require_come(asked.named_on, today)
    family.require_on_books(asked.named_on)
    old = family.head
    if old.head_ref == asked.head_ref and old.since <= asked.named_on:
        return {}
    if asked.named_on <= old.since:
        raise HeadNamedLater(since=old.since)
    new, before = of(people, asked.head_ref), of(people, old.head_ref)
    new.require_alive(asked.named_on)
    facts = _joined(family, new, asked, today)
    stream = belonging_id(asked.head_ref)
    facts.setdefault(asked.family_id, []).append(FamilyHeadNamed(asked.head_ref, asked.named_on))
    reserved = FamilyHeadReserved(asked.family_id, asked.named_on)
    facts.setdefault(stream, []).append(reserved)
    if before.heads == asked.family_id:
        facts[belonging_id(old.head_ref)] = [FamilyHeadReleased(asked.family_id)]
    return facts


def of(people: People, person_ref: UUID) -> Belonging:
    """Whoever came to the family since it was asked who belongs to it is not among them."""
    if person_ref not in people:
        raise FamilyChangedMeanwhile
    return people[person_ref]


def _joined(family: Family, new: Belonging, asked: Naming, today: date) -> FamilyFacts:
    """What makes them a member on that day and from then on; nothing: they are."""
    for stay in family.stays(asked.head_ref):
        if stay.until is None and stay.since <= asked.named_on:
            return {}
        if (stay.until or date.max) > asked.named_on:
            raise MemberAlready(since=stay.since)
    if asked.relation_code is None:
        raise NoSuchMember
    joining = Joining(asked.family_id, asked.head_ref, asked.named_on, asked.relation_code)
    return join(family, new, joining, today)
