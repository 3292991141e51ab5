"""What officers look up: which ids are aliases of which (`aliases`), and which pairs were said to
be two (`dismissed_pairs`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from psycopg import Cursor

from services.registry.duplicates.merging.facts import (
    CLAN,
    ESTABLISHMENT,
    FAMILY,
    PERSON,
    BearerMerged,
    ClanMerged,
    ClanUnmerged,
    DuplicateDismissed,
    EstablishmentMerged,
    EstablishmentUnmerged,
    FamilyMerged,
    FamilyUnmerged,
    PersonMerged,
    PersonUnmerged,
)
from shared.eventstore.facts import Recorded
from shared.eventstore.read_models import OfOwnFacts, table
from shared.eventstore.views.things import Things

NAME: Final = """
insert into {table} (alias_id, kind, place_id, into_id, survivor_id, survivor_place_id, merged_on,
  ground_code)
values (%(alias)s, %(kind)s, %(place)s, %(into)s, %(into)s, %(survivor_place)s, %(on)s, %(ground)s)
"""
GO_ON: Final = """
update {table} set (survivor_id, survivor_place_id) = (%(into)s, %(survivor_place)s)
where survivor_id = %(alias)s
"""
RELEASE: Final = """
with recursive gone as (
  delete from {table} where alias_id = %(alias)s
), below as (
  select alias_id from {table} where into_id = %(alias)s
  union select each.alias_id from {table} as each join below on each.into_id = below.alias_id
)
update {table} as known set (survivor_id, survivor_place_id) = (%(alias)s, %(place)s)
from below where known.alias_id = below.alias_id
"""
SEAT: Final = """coalesce((select to_place_id from allocations said
    where (said.subject_id, said.place_id) = (known.{0}_id, known.{1}) order by since desc limit 1
  ), known.{1}) as {1}"""
STANDING: Final = f"""
select alias_id, kind, {SEAT.format("alias", "place_id")}, survivor_id,
  {SEAT.format("survivor", "survivor_place_id")}, merged_on, ground_code
from aliases known
"""
"""Each where it stands, and where what it is an alias of does: an allocated one in its part."""
OF_PLACE: Final = f"""
select * from ({STANDING} where known.place_id = any(array(
  select place_id from allocations where to_place_id = %(place_id)s) || %(place_id)s::uuid)) alias
where place_id = %(place_id)s and merged_on <= %(until)s and alias_id > %(after)s
order by alias_id limit %(most)s
"""
ONE: Final = f"{STANDING} where alias_id = %(alias_id)s"
HEADED: Final = """
select family_id, place_id, since, head_ref from (
  select family.family_id, place_id, since, until, coalesce((
    select named.head_ref from family_heads as named
    where named.family_id = family.family_id and named.since <= %(on)s
    order by named.since desc limit 1), family.head_ref) as head_ref
  from families_by_place as family where family_id in (
    select family_id from families_by_place where head_ref = any(%(refs)s)
    union select family_id from family_heads where head_ref = any(%(refs)s))
) as headed
where until is null and head_ref = any(%(refs)s)
  and not exists (select from aliases where alias_id = headed.family_id)
"""
"""The families that these people head on a day, where they are, but for aliases."""
SAID_TO_BE_TWO: Final = """
select one_id, other_id from dismissed_pairs
join unnest(%(ones)s::uuid[], %(others)s::uuid[]) as asked (one_id, other_id)
  using (one_id, other_id)
"""


TWO_OF_A_KIND: Final = "select one_id, other_id from dismissed_pairs where kind = %(kind)s"
_NAMED: Final = """
select bearer_id, place_id, kind, name, since from (
  select {id} as bearer_id, coalesce(seat.to_place_id, thing.place_id) as place_id,
    {kind} as kind, name, greatest(thing.since, seat.since) as since
  from {table} thing left join lateral (
    select to_place_id, since from allocations said
    where (said.subject_id, said.place_id) = (thing.{id}, thing.place_id)
      and since <= %(on)s order by since desc limit 1) seat on true
  where name is not null and coalesce(ended_on > %(on)s, true)
    and not exists (select from aliases where alias_id = thing.{id})
) named where %(places)s::uuid[] is null or place_id = any(%(places)s)
"""
NAMED: Final = {
    CLAN: _NAMED.format(id="clan_id", kind="''", table="clans"),
    ESTABLISHMENT: _NAMED.format(id="establishment_id", kind="kind", table="establishments"),
}
"""Of a kind those that have a name and are there on a day, where they stand (`%(places)s`: in one
of these; null: anywhere), but for aliases."""


KINDS: Final = {FamilyMerged: FAMILY, ClanMerged: CLAN, EstablishmentMerged: ESTABLISHMENT}


class Aliases(OfOwnFacts):
    """`into_id` is what an alias was merged into, `survivor_id` what that is an alias of, at the
    end."""

    name = "aliases"
    version = 1
    hears = (
        PersonMerged,
        PersonUnmerged,
        FamilyMerged,
        FamilyUnmerged,
        ClanMerged,
        ClanUnmerged,
        EstablishmentMerged,
        EstablishmentUnmerged,
    )
    tables = ("aliases",)

    def apply(self, cursor: Cursor[Any], batch: Sequence[Recorded[Any]]) -> None:
        aliases = table(self, self.name)
        for recorded in batch:
            said = {"alias": recorded.originator_id, **_said(recorded.fact)}
            statements = (NAME, GO_ON) if "into" in said else (RELEASE,)
            for statement in statements:
                cursor.execute(statement.format(table=aliases).encode(), said)


def _said(fact: Any) -> dict[str, object]:
    match fact:
        case PersonMerged():
            return {"kind": PERSON, "into": fact.survivor_ref, **_of_merge(fact)}
        case FamilyMerged() | ClanMerged() | EstablishmentMerged():
            return {"kind": KINDS[type(fact)], "into": fact.survivor_id, **_of_merge(fact)}
        case PersonUnmerged() | FamilyUnmerged() | ClanUnmerged() | EstablishmentUnmerged():
            return {"place": fact.place_id}
        case _:
            raise TypeError(f"no merge: {fact!r}")


def _of_merge(fact: PersonMerged | FamilyMerged | BearerMerged) -> dict[str, object]:
    return {
        "place": fact.place_id,
        "survivor_place": fact.survivor_place_id,
        "on": fact.merged_on,
        "ground": fact.ground_code,
    }


@dataclass(frozen=True)
class AliasRow:
    """An alias (bí danh): whoever looks for it finds the survivor."""

    alias_id: UUID
    kind: str
    place_id: UUID
    survivor_id: UUID
    survivor_place_id: UUID
    merged_on: date
    ground_code: str


@dataclass(frozen=True)
class HeadedRow:
    """A family by who heads it."""

    family_id: UUID
    place_id: UUID
    since: date
    head_ref: UUID


@dataclass(frozen=True)
class NamedRow:
    """A clan, or an establishment of a kind, by its name, where it stands `since` a day."""

    bearer_id: UUID
    place_id: UUID
    kind: str
    name: str
    since: date


@dataclass(frozen=True)
class DismissedRow:
    """Two that look alike, and are two."""

    pair_id: UUID
    kind: str
    one_id: UUID
    other_id: UUID
    place_id: UUID
    dismissed_on: date


DISMISSED = Things("dismissed_pairs", 1, DismissedRow, DuplicateDismissed, (), "dismissed_on")
