"""What officers look up: who leads a body, and led it (`terms`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from msgspec import to_builtins
from psycopg import Cursor
from psycopg.types.json import Jsonb

from services.registry.terms.term.facts import (
    PostFilled,
    PostVacated,
    PostWithdrawn,
    TermCorrected,
    TermEnded,
    TermStarted,
    TermWithdrawn,
)
from shared.eventstore.facts import Recorded
from shared.eventstore.read_models import OfOwnFacts, versioned

BODY: Final = """
select coalesce((
    select to_place_id from allocations said
    where (said.subject_id, said.place_id) = (body.body_id, body.place_id)
    order by said.since desc limit 1), body.place_id) as place_id,
    body.since, body.ended_on, coalesce(terms.terms, '[]'::jsonb) as terms
from (
    select association_id as body_id, place_id, founded_on as since, ended_on,
        null::date as allocated_on from associations
    union all select board_id, place_id, founded_on, ended_on, null from boards
    union all select chapter_id, place_id, founded_on, ended_on, null from chapters
    union all select committee_id, place_id, founded_on, ended_on, null from committees
    union all select centre_id, coalesce(seat.to_place_id, centre.place_id),
        greatest(centre.since, seat.since), ended_on, seat.since
    from centres_by_place centre join lateral (
        select to_place_id, since from allocations said
        where (said.subject_id, said.place_id) = (centre.centre_id, centre.place_id)
        union all select null, null) seat on true
) body left join terms using (body_id) where body_id = %(body_id)s
order by allocated_on desc nulls last
"""
"""Where it is; after that, where it was before it was allocated."""
WITHOUT_DIRECTOR: Final = """
select c.centre_id, c.place_id from (
    select centre.centre_id, spell.place_id as books, coalesce(seat.to_place_id, spell.place_id)
        as place_id, greatest(spell.since, seat.since) as since, ended_on
    from centre_spells spell join centres_by_place centre using (centre_id) left join lateral (
        select to_place_id, since from allocations said
        where (said.subject_id, said.place_id) = (spell.centre_id, spell.place_id)
            and since <= %(day)s order by since desc limit 1) seat on true
    where spell.since <= %(day)s and not exists (
        select from centre_spells later where later.centre_id = spell.centre_id
            and later.since > spell.since and later.since <= %(day)s)) c
where c.books = any(array(
        select place_id from allocations where to_place_id = %(place_id)s) || %(place_id)s::uuid)
    and c.place_id = %(place_id)s and c.centre_id > %(after)s
    and c.since <= %(day)s and coalesce(c.ended_on > %(day)s, true)
    and not exists (
        select from terms, jsonb_array_elements(terms.terms) term,
            jsonb_array_elements(term->'posts') post
        where body_id = c.centre_id and post->>'post_code' = 'director'
            and (post->>'since')::date <= %(day)s
            and coalesce((post->>'until')::date > %(day)s, true)
            and coalesce((term->>'until')::date > %(day)s, true))
order by c.centre_id limit %(most)s
"""
"""A page of the centres that were at `%(place_id)s` and at work on `%(day)s` without a director,
wherever they went since."""
SAY: Final = """
insert into {terms} values (%s, %s, %s)
on conflict (body_id) do update set terms = excluded.terms
"""


@dataclass(frozen=True)
class WithoutDirector:
    """A centre that is at work, and that nobody directs."""

    centre_id: UUID
    place_id: UUID


@dataclass(frozen=True)
class BodyFound:
    """Where a body is, since when and until when, and its terms as they are kept."""

    place_id: UUID
    since: date
    ended_on: date | None
    terms: Any


@dataclass(frozen=True)
class PostRow:
    """A post and who holds it since a day, and until when; nobody, of whom the books know no more
    or whoever asks may not see."""

    post_code: str
    person_ref: UUID | None
    since: date
    until: date | None
    document_number: str | None


@dataclass(frozen=True)
class TermRow:
    """A term (nhiệm kỳ) with its posts."""

    since: date
    until: date | None
    document_number: str | None
    posts: Sequence[PostRow]


class TermsOfBodies(OfOwnFacts):
    name = "terms"
    version = 1
    hears = (
        TermStarted,
        TermCorrected,
        TermEnded,
        TermWithdrawn,
        PostFilled,
        PostVacated,
        PostWithdrawn,
    )
    tables = ("terms",)
    subject = "body_id"

    def apply(self, cursor: Cursor[Any], batch: Sequence[Recorded[Any]]) -> None:
        say = SAY.format(terms=versioned("terms", self.version)).encode()
        for each in batch:
            fact = each.fact
            said = (fact.body_id, fact.body_kind, Jsonb(to_builtins(fact.now)))
            cursor.execute(say, said)


TERMS: Final = TermsOfBodies()
