"""The tables of the vault: statements, columns in, rows out. Each statement may run twice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from services.registry.people.vault.personal_data import PersonalData
from shared.postgres import arrays
from shared.vocabulary.folding import FOLDING

OF_NUMBERS = """
with asked as (select unnest(%s) as hash)
select hash, person_ref, place_id, identity_hash from people
join asked on identity_hash = hash
union all
select hash, person_ref, place_id, identity_hash from people
join asked on old_identity_hash = hash
order by person_ref
"""
"""Everybody of a number, new or old, and what their first number is. Who has been known longest
comes first."""

OF_KEYS = """
select actor, key, row, person_ref, digest
from kept_for join unnest(%s, %s, %s) as asked (actor, key, row) using (actor, key, row)
"""

KEEP = f"select keep_people({', '.join(['%s'] * 18)})"
"""What it takes is `columns`; false: it kept nobody, for something has changed since."""

LET_GO = """
delete from kept_for using unnest(%s, %s, %s) as asked (actor, key, row)
where (kept_for.actor, kept_for.key, kept_for.row) = (asked.actor, asked.key, asked.row)
"""

PLACES = "select person_ref, place_id from people where person_ref = any(%s)"

KNOWN = """
with asked as (select unnest(%s) as person_ref), kept_on as (
  update people set kept_at = now() from asked
  where people.person_ref = asked.person_ref and kept_at < now() - interval '1 hour'
)
select person_ref from people join asked using (person_ref)
"""

KEEP_UNTIL = """
update people set kept_until = greatest(kept_until, %s) where person_ref = any(%s)
"""

FORGET = "delete from people where person_ref = any(%s)"
"""Takes key, hashes and what they were kept for along."""

EXPORTED = """
insert into exports (export_id, person_refs) values (%s, %s) on conflict do nothing
"""

READ = """
select person_ref, place_id, wrapped_key, sealed
from people join person_keys using (person_ref) where person_ref = any(%s)
"""


SURVIVORS = """
select alias_id, survivor_id, people.place_id from aliases
  join people on person_ref = survivor_id
where alias_id = any(%s)
"""
"""Of what person each reference that is an alias is one, and where that person is."""


SAME = """
with asked as (
  select ref, coalesce(survivor_id, ref) as themselves
  from unnest(%s) as asked (ref) left join aliases on alias_id = ref
)
select ref, array_agg(other) from (
  select ref, alias_id as other from asked join aliases on survivor_id = themselves
  union all select ref, themselves from asked
) as named where other <> ref group by ref
"""
"""By what references else each is known who is an alias or has some."""


class KeptFor(NamedTuple):
    """For which request a person is kept, and for which row of it; 0: for the request itself."""

    actor: str
    key: str
    row: int = 0


@dataclass(frozen=True, repr=False)
class Row:
    """One person on the way into the tables; an empty hash stands for none. `identity_hash` is of
    the old number where there is no other."""

    person_ref: UUID
    place_id: UUID
    wrapped_key: bytes
    sealed: bytes
    identity_hash: bytes
    phone_hash: bytes
    syllable_hashes: Sequence[bytes]
    old_identity_hash: bytes = b""
    guardian_ref: UUID | None = None
    folding: int = FOLDING
    kept_for: KeptFor | None = None
    digest: bytes = b""

    @property
    def number_hashes(self) -> list[bytes]:
        """Of its numbers, the new one first."""
        return [each for each in (self.identity_hash, self.old_identity_hash) if each]


class Numbered(NamedTuple):
    """Somebody of an identity number: reference, place, and the hash of their first number."""

    person_ref: UUID
    place_id: UUID
    first: bytes


@dataclass(frozen=True, repr=False)
class KeptPerson:
    """A person as read: the reference, the place that decides who may read, the data."""

    person_ref: UUID
    place_id: UUID
    data: PersonalData


def columns(new: Sequence[Row]) -> list[Any]:
    """Of new people, as `keep_people` takes them."""
    return [
        arrays.uuids([row.person_ref for row in new]),
        arrays.uuids([row.place_id for row in new]),
        arrays.blobs([row.wrapped_key for row in new]),
        arrays.blobs([row.sealed for row in new]),
        arrays.blobs([row.identity_hash for row in new]),
        arrays.blobs([row.old_identity_hash for row in new]),
        arrays.blobs([row.phone_hash for row in new]),
        arrays.uuids([row.guardian_ref for row in new]),
        arrays.integers([row.folding for row in new]),
        arrays.blobs([hash_ for row in new for hash_ in row.syllable_hashes]),
        arrays.uuids([row.person_ref for row in new for _ in row.syllable_hashes]),
    ]


def names(kept_for: Iterable[KeptFor]) -> list[Any]:
    """As columns: actors, keys, rows."""
    said = list(kept_for)
    return [
        arrays.texts([each.actor for each in said]),
        arrays.texts([each.key for each in said]),
        arrays.integers([each.row for each in said]),
    ]
