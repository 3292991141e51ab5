"""The tables of the vault, as arrays in and rows out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from psycopg import AsyncConnection

from services.registry.vault.personal_data import PersonalData

KEEP = """
with kept as (
  insert into people (person_ref, place_id, sealed, identity_hash, phone_hash)
  select * from unnest(%(refs)s::uuid[], %(places)s::uuid[], %(sealed)s::bytea[],
    %(identity_hashes)s::bytea[], %(phone_hashes)s::bytea[])
  on conflict (identity_hash) do update set kept_at = now()
  returning person_ref, identity_hash
), keys as (
  insert into person_keys
  select * from unnest(%(refs)s::uuid[], %(wrapped_keys)s::bytea[]) as given (person_ref, key)
  where person_ref in (select person_ref from kept)
), syllables as (
  insert into people_by_syllable
  select * from unnest(%(syllables)s::bytea[], %(syllable_refs)s::uuid[]) as given (h, person_ref)
  where person_ref in (select person_ref from kept)
)
select identity_hash, person_ref from kept where identity_hash is not null
"""

KNOWN = """
with kept_on as (
  update people set kept_at = now()
  where person_ref = any(%(refs)s) and kept_at < now() - interval '1 hour'
)
select person_ref from people where person_ref = any(%(refs)s)
"""

PLACE = "select place_id from people where person_ref = %s"

FORGET = "delete from people where person_ref = any(%s)"
"""Takes key and hashes along."""

READ = """
select person_ref, place_id, wrapped_key, sealed
from people join person_keys using (person_ref)
"""

NAMED = """
select person_ref, place_id from people where person_ref in (
  select person_ref from people_by_syllable where syllable_hash = any(%(hashes)s)
  group by person_ref having count(*) = %(number)s
)
order by person_ref
"""


@dataclass(frozen=True, repr=False)
class Row:
    """One person on the way into the tables."""

    person_ref: UUID
    place_id: UUID
    wrapped_key: bytes
    sealed: bytes
    identity_hash: bytes | None
    phone_hash: bytes | None
    syllable_hashes: Sequence[bytes]


@dataclass(frozen=True, repr=False)
class KeptPerson:
    """A person as read: the reference, the place that decides who may read, the data."""

    person_ref: UUID
    place_id: UUID
    data: PersonalData


async def insert(connection: AsyncConnection, rows: Sequence[Row]) -> Mapping[bytes, UUID]:
    """Keep the rows whose identity number is new; answers hash → reference, old or new.

    One statement, so that nothing is half there; equal hashes within `rows` are the caller's.
    """
    given = {
        "refs": [row.person_ref for row in rows],
        "places": [row.place_id for row in rows],
        "sealed": [row.sealed for row in rows],
        "identity_hashes": [row.identity_hash for row in rows],
        "phone_hashes": [row.phone_hash for row in rows],
        "wrapped_keys": [row.wrapped_key for row in rows],
        "syllables": [hash_ for row in rows for hash_ in row.syllable_hashes],
        "syllable_refs": [row.person_ref for row in rows for _ in row.syllable_hashes],
    }
    answer = await connection.execute(KEEP, given)
    return dict(await answer.fetchall())
