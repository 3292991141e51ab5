"""The routes of terms: commands, each of one and of a thousand rows, and who leads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter

from services.registry.families.family.heads import HeadAge
from services.registry.people.vault.keeping import Vault
from services.registry.people.vault.naming import births, referred, within
from services.registry.terms.api import commands
from services.registry.terms.api.commands import Done
from services.registry.terms.term.refusals import BodyUnknown, ChairUnderage
from services.registry.terms.views import (
    BODY,
    WITHOUT_DIRECTOR,
    BodyFound,
    PostRow,
    TermRow,
    WithoutDirector,
)
from shared.vocabulary.refusals import Refusal
from shared.web.bulk import Around, Asked, Rows, recording
from shared.web.caller import Caller, reads
from shared.web.counter import Counter
from shared.web.looking_up import Paging
from shared.web.pages import PageOf
from shared.web.routing import Router
from shared.web.values import Day

Reader = Annotated[Caller, reads("registry.term.read")]


@dataclass(frozen=True)
class Referred(Around[Any]):
    """Around what names who is to lead: within reach, by the reference they go by and, as far as
    the vault knows when they were born, of full civil capacity on that day."""

    async def before(
        self, counter: Counter, asked: Sequence[Asked[Any]]
    ) -> Sequence[Any | Refusal]:
        if not asked:
            return []
        vault, by = counter.has(Vault), asked[0].by
        found = await referred(vault, [row.form.person_ref for row in asked], by)
        refs = [each for each in found if isinstance(each, UUID)]
        born, years = await births(vault, refs, by), counter.has(HeadAge).years

        def ready(row: Asked[Any], ref: UUID | Refusal) -> Any | Refusal:
            if isinstance(ref, Refusal):
                return ref
            birth = born.get(ref)
            if birth is not None and not birth.may_be_as_old(years, row.form.since):
                return ChairUnderage(years=years)
            return row.form.model_copy(update={"person_ref": ref})

        return [ready(row, ref) for row, ref in zip(asked, found, strict=True)]


def routes(counter: Counter) -> list[APIRouter]:
    router = Router(prefix="/registry/v1/terms", tags=["terms"])
    for path, rows in _RECORDED.items():
        recording(router, counter, rows, path)

    @router.get("/centres-without-director")
    async def without_director(
        place_id: UUID, on: Day, caller: Reader, page: Paging
    ) -> PageOf[WithoutDirector]:
        """The centres of a place that are at work on a day and have no director on it."""
        caller.require(place_id)
        day = min(on, caller.sees(place_id).until)
        asked: dict[str, Any] = {"place_id": place_id, "day": day}
        return await counter.page(WithoutDirector, WITHOUT_DIRECTOR, page, **asked)

    @router.get("/{body_id}")
    async def of_body(body_id: UUID, caller: Reader, on: Day | None = None) -> list[TermRow]:
        """The terms of an association, a board, a centre, a chapter or a committee, the first one
        first, with who holds which post; with `on`, the term of that day and who leads on it.
        Nobody leads what is there no more."""
        for body in await counter.rows(BodyFound, BODY, body_id=body_id):
            until = caller.sees(body.place_id).until
            if body.since <= until:
                return await _shown(counter, caller, body, until, on)
        raise BodyUnknown

    return [router]


async def _shown(
    counter: Counter, caller: Caller, body: BodyFound, until: date, on: date | None
) -> list[TermRow]:
    """As whoever asks may see them: nothing later than `until`, and nobody they do not know."""
    if on is not None and body.ended_on is not None and body.ended_on <= on:
        return []
    vault, stored = counter.has(Vault), body.terms
    refs = [UUID(post["person_ref"]) for each in stored for post in each["posts"]]
    survivors = await vault.survivors(refs, within(caller)) if refs else {}
    themselves = {ref: survivors.get(ref, ref) for ref in refs}
    known = await vault.known([*themselves.values()], within(caller)) if refs else frozenset()

    def post(said: Any) -> PostRow:
        ref = themselves[UUID(said["person_ref"])]
        days = (_day(said["since"]) or date.min, _seen(_day(said["until"]), until))
        who = ref if ref in known else None
        return PostRow(said["post_code"], who, *days, said["document_number"])

    def term(said: Any) -> TermRow:
        posts = [each for each in map(post, said["posts"]) if _is_of(each, until, on)]
        since = _day(said["since"]) or date.min
        return TermRow(since, _seen(_day(said["until"]), until), said["document_number"], posts)

    return [each for each in map(term, stored) if _is_of(each, until, on)]


def _day(said: str | None) -> date | None:
    return None if said is None else date.fromisoformat(said)


def _seen(day: date | None, until: date) -> date | None:
    return day if day is not None and day <= until else None


def _is_of(row: TermRow | PostRow, until: date, on: date | None) -> bool:
    if row.since > until:
        return False
    return on is None or (row.since <= on and (row.until is None or on < row.until))


def _rows(does: str, form: Any, commanding: Any, around: Any = None) -> Rows[Any, Done]:
    return Rows(f"registry.term.{does}", form, commanding, Done, around=around)


_RECORDED: Final[Mapping[str, Rows[Any, Done]]] = {
    "": _rows("start", commands.TermForm, commands.start, Referred()),
    "/corrections": _rows("correct", commands.TermCorrectionForm, commands.correct),
    "/ends": _rows("end", commands.TermEndForm, commands.end),
    "/withdrawals": _rows("withdraw", commands.TermWithdrawalForm, commands.withdraw),
    "/posts": _rows("fill", commands.PostForm, commands.fill, Referred()),
    "/posts/ends": _rows("vacate", commands.PostEndForm, commands.vacate),
    "/posts/withdrawals": _rows("withdraw", commands.PostWithdrawalForm, commands.withdraw_post),
}
