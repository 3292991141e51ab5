"""Members of a list come onto the books: each row a membership of its own, under a key of its
import, and whom it names is kept first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from services.registry.importing.members.books import Books, HostSaid, books
from services.registry.importing.members.list import MemberRow
from services.registry.importing.members.meeting import outcome_of_known, whom_the_books_know
from services.registry.memberships.api import Done, MembershipForm, Referred, start
from services.registry.people.vault.keeping import Newcomer, Vault
from services.registry.people.vault.naming import PersonForm, let_go, referred
from shared.importing.doubts import Doubt
from shared.importing.kinds import Run
from shared.importing.report import Became, Told
from shared.vocabulary.refusals import Refusal
from shared.web.bulk import Asked, Rows
from shared.web.counter import Counter


class MemberForm(MembershipForm):
    """With whom it names by data, on the books of a place."""

    person: PersonForm
    place_id: UUID


@dataclass(frozen=True)
class Newcomers(Referred):
    """Around memberships of a list: whom it names is kept, and goes by the reference they go by."""

    async def before(
        self, counter: Counter, asked: Sequence[Asked[Any]]
    ) -> Sequence[MembershipForm | Refusal]:
        if not asked:
            return []
        named = [_newcomer(row) for row in asked]
        refs = await referred(counter.has(Vault), named, asked[0].by)
        return [
            ref if isinstance(ref, Refusal) else row.form.model_copy(update={"person_ref": ref})
            for row, ref in zip(asked, refs, strict=True)
        ]

    async def after(
        self, counter: Counter, asked: Sequence[Asked[Any]], outcomes: Sequence[Any]
    ) -> Sequence[Any]:
        refused = [
            (_newcomer(row), each)
            for row, each in zip(asked, outcomes, strict=True)
            if isinstance(each, Refusal)
        ]
        if refused:
            await let_go(counter.has(Vault), *map(list, zip(*refused, strict=True)))
        return outcomes


def _newcomer(row: Asked[Any]) -> Newcomer | Refusal:
    try:
        newcomer: Newcomer = row.form.person.newcomer(row.form.place_id, row)
    except Refusal as refusal:
        return refusal
    return newcomer


ROWS: Final[Rows[MemberForm, Done]] = Rows(
    "registry.membership.start", MemberForm, start, Done, around=Newcomers()
)


@dataclass
class _Page:
    """The rows of a page: by number from 1 what is asked of each, and what became of it."""

    rows: Sequence[MemberRow]
    hosts: dict[int, HostSaid] = field(default_factory=dict)
    asked: dict[int, Asked[MemberForm]] = field(default_factory=dict)
    told: dict[int, Became | Refusal] = field(default_factory=dict)

    def ask(self, there: Books, run: Run) -> None:
        for number, row in enumerate(self.rows, 1):
            try:
                self.hosts[number] = host = there.host(row.chapter)
            except Doubt as doubt:
                self.told[number] = doubt
                continue
            asked = run.asked(number, row.line, MemberForm, _form(row, host, run))
            if isinstance(asked, Refusal):
                self.told[number] = asked
            else:
                self.asked[number] = asked


async def taken(counter: Counter, rows: Sequence[MemberRow], run: Run) -> list[Told]:
    """What becomes of each row, in order. Run again, what was recorded is told as before; at the
    counter of a rehearsal nothing is recorded."""
    try:
        there = await books(counter, run)
    except Doubt as doubt:
        return [Told(row.line, doubt) for row in rows]
    page = _Page(rows)
    page.ask(there, run)
    await _recorded(counter, page, there)
    return [
        Told(row.line, page.told[number], _field(page.told[number]), row.adds(row.line))
        for number, row in enumerate(rows, 1)
    ]


async def _recorded(counter: Counter, page: _Page, there: Books) -> None:
    asked = [*page.asked.values()]
    first = await counter.first_answers(Done, [each.by for each in asked])
    new = [each for each, answer in zip(asked, first, strict=True) if answer is None]
    sought = {each.number: (page.rows[each.number - 1], page.hosts[each.number]) for each in new}
    known = await whom_the_books_know(counter, sought, there)
    for number, found in known.items():
        page.told[number] = outcome_of_known(*sought[number], found)
    sent = [each for each in asked if each.number not in known]
    for each, outcome in zip(sent, await ROWS.outcomes(counter, sent), strict=True):
        page.told[each.number] = outcome if isinstance(outcome, Refusal) else Became.NEW


def _form(row: MemberRow, host: HostSaid, run: Run) -> Mapping[str, Any]:
    """Somebody who joined before the chapter was there, one of a former unit, is one of its own
    since its first day; whose day nobody says, since the day of the list."""
    joined = max(row.joined.first or run.on, host.founded_on)
    person = {
        "full_name": row.name,
        "identity_number": row.identity.number,
        "old_identity_number": row.identity.old_number,
        "phone": row.phone,
        "birth_year": row.birth.year,
        "birth_date": row.birth.day and row.birth.day.isoformat(),
    }
    return {
        **host.form(),
        "joined_on": joined.isoformat(),
        "place_id": str(host.place_id),
        "person": {name: said for name, said in person.items() if said is not None},
    }


def _field(outcome: Became | Refusal) -> str | None:
    return "chapter" if isinstance(outcome, Doubt) and outcome.reason == "chapter" else None
