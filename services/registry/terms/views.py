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
select body.place_id, body.since, body.ended_on, coalesce(terms.terms, '[]'::jsonb) as terms
from (
    select association_id as body_id, place_id, founded_on as since, ended_on from associations
    union all select board_id, place_id, founded_on, ended_on from boards
    union all select chapter_id, place_id, founded_on, ended_on from chapters
    union all select committee_id, place_id, founded_on, ended_on from committees
) body left join terms using (body_id) where body_id = %(body_id)s
"""
SAY: Final = """
insert into {terms} values (%s, %s, %s)
on conflict (body_id) do update set terms = excluded.terms
"""


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
