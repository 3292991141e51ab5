"""The tables of texts. Each statement may run twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.registry.people.vault.rows import KeptFor
from services.registry.people.vault.rows import names as names_of
from shared.postgres import arrays

KEEP = """
with said as (
  select * from unnest(%s, %s, %s, %s, %s, %s, %s)
    as said (text_id, wrapped_key, sealed, digest, actor, key, row)
), kept as (
  insert into texts (text_id, wrapped_key, sealed, digest, actor, key, row)
  select * from said
  on conflict (actor, key, row) do update set kept_at = now()
  returning text_id, digest, actor, key, row
), of_people as (
  insert into people_of_texts (person_ref, text_id)
  select person_ref, kept.text_id
  from unnest(%s, %s) as about (person_ref, text_id)
  join said using (text_id) join kept using (actor, key, row, digest)
  on conflict do nothing
)
select actor, key, row, text_id, digest from kept
"""
"""What was kept for a row of a request once is not kept for it again: it answers what is there."""

OF_KEYS = """
select actor, key, row, digest
from texts join unnest(%s, %s, %s) as asked (actor, key, row) using (actor, key, row)
"""

LET_GO = """
update texts set actor = null, key = null, row = null, digest = null
from unnest(%s, %s, %s) as asked (actor, key, row)
where (texts.actor, texts.key, texts.row) = (asked.actor, asked.key, asked.row)
"""

READ = "select text_id, wrapped_key, sealed from texts where text_id = any(%s)"


@dataclass(frozen=True, repr=False)
class Row:
    """One text on the way into the tables."""

    text_id: UUID
    wrapped_key: bytes
    sealed: bytes
    digest: bytes
    about: Sequence[UUID]
    kept_for: KeptFor


def columns(rows: Sequence[Row]) -> list[Any]:
    """As KEEP takes them."""
    return [
        arrays.uuids([row.text_id for row in rows]),
        arrays.blobs([row.wrapped_key for row in rows]),
        arrays.blobs([row.sealed for row in rows]),
        arrays.blobs([row.digest for row in rows]),
        *names_of(row.kept_for for row in rows),
        arrays.uuids([person_ref for row in rows for person_ref in row.about]),
        arrays.uuids([row.text_id for row in rows for _ in row.about]),
    ]
