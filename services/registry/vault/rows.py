"""The tables of the vault: statements, columns in, rows out. Each statement may run twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.registry.vault.personal_data import PersonalData
from shared.eventstore import arrays
from shared.vocabulary.folding import FOLDING

KEEP = """
with given as (
  select * from unnest(%s, %s, %s, %s, %s, %s, %s)
    as g (person_ref, place_id, wrapped_key, sealed, identity_hash, phone_hash, folding)
), kept as (
  insert into people (person_ref, place_id, sealed, identity_hash, phone_hash, folding)
  select person_ref, place_id, sealed, nullif(identity_hash, ''), nullif(phone_hash, ''), folding
  from given where not exists (select from people where people.person_ref = given.person_ref)
  on conflict (identity_hash) do update set kept_at = now()
  returning person_ref, identity_hash
), keys as (
  insert into person_keys select person_ref, wrapped_key from given join kept using (person_ref)
), syllables as (
  insert into people_by_syllable (syllable_hash, person_ref)
  select hash, person_ref from unnest(%s, %s) as s (hash, person_ref) join kept using (person_ref)
)
select identity_hash, person_ref from kept where identity_hash is not null
"""
"""Keeps those whose identity number is new; answers hash → reference, old or new."""

KNOWN = """
with asked as (select unnest(%s) as person_ref), kept_on as (
  update people set kept_at = now() from asked
  where people.person_ref = asked.person_ref and kept_at < now() - interval '1 hour'
)
select person_ref from people join asked using (person_ref)
"""

PLACE = "select place_id from people where person_ref = %s"

FORGET = "delete from people where person_ref = any(%s)"
"""Takes key and hashes along."""

READ = """
select person_ref, place_id, wrapped_key, sealed
from people join person_keys using (person_ref) where person_ref = any(%s)
"""

NAMED = f"""
select person_ref, place_id from people where person_ref in (
  select person_ref from people_by_syllable where syllable_hash = any(%s)
  group by person_ref having count(*) = %s
)
union
select person_ref, place_id from people where folding < {FOLDING} and person_ref in (
  select person_ref from people_by_syllable where syllable_hash = any(%s)
  group by person_ref having count(*) = %s
)
order by person_ref
"""
"""Asked by the hashes of today's folding and by those of the one before."""

REACHED_BY = "select person_ref, place_id from people where phone_hash = %s order by person_ref"


@dataclass(frozen=True, repr=False)
class Row:
    """One person on the way into the tables; an empty hash stands for none."""

    person_ref: UUID
    place_id: UUID
    wrapped_key: bytes
    sealed: bytes
    identity_hash: bytes
    phone_hash: bytes
    syllable_hashes: Sequence[bytes]
    folding: int = FOLDING


@dataclass(frozen=True, repr=False)
class KeptPerson:
    """A person as read: the reference, the place that decides who may read, the data."""

    person_ref: UUID
    place_id: UUID
    data: PersonalData


def columns(rows: Sequence[Row]) -> list[Any]:
    """The parameters of KEEP. Equal identity hashes within `rows` are not allowed."""
    return [
        arrays.uuids([row.person_ref for row in rows]),
        arrays.uuids([row.place_id for row in rows]),
        arrays.blobs([row.wrapped_key for row in rows]),
        arrays.blobs([row.sealed for row in rows]),
        arrays.blobs([row.identity_hash for row in rows]),
        arrays.blobs([row.phone_hash for row in rows]),
        arrays.integers([row.folding for row in rows]),
        arrays.blobs([hash_ for row in rows for hash_ in row.syllable_hashes]),
        arrays.uuids([row.person_ref for row in rows for _ in row.syllable_hashes]),
    ]
