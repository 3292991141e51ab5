"""Members of a list come onto the books: each row a membership of its own, under a key of its
import, and whom it names is kept first."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from services.registry.importing.families.running import person_said
from services.registry.importing.members.books import HostSaid, books
from services.registry.importing.members.list import MemberRow
from services.registry.importing.members.meeting import said_of_known, whom_the_books_know
from services.registry.importing.newcomers import Newcomers
from services.registry.importing.persons import put_right
from services.registry.importing.things import Outcome, recorded_unless_known
from services.registry.memberships.api import Done, MembershipForm, start
from services.registry.people.vault.naming import PersonForm
from shared.importing.doubts import Doubt
from shared.importing.kinds import Run
from shared.importing.report import Told
from shared.vocabulary.refusals import Refusal
from shared.web.bulk import Asked, Rows
from shared.web.counter import Counter


class MemberForm(MembershipForm):
    """With whom it names by data, on the books of a place."""

    person: PersonForm
    place_id: UUID


ROWS: Final[Rows[MemberForm, Done]] = Rows(
    "registry.membership.start", MemberForm, start, Done, around=Newcomers()
)


async def taken(counter: Counter, rows: Sequence[MemberRow], run: Run) -> list[Told]:
    """What becomes of each row, in order. Run again, what was recorded is told as before; at the
    counter of a rehearsal nothing is recorded."""
    try:
        there = await books(counter, run)
    except Doubt as doubt:
        return [Told(row.line, doubt) for row in rows]
    hosts: dict[int, HostSaid] = {}
    asked: list[Asked[MemberForm] | Refusal] = []
    for number, row in enumerate(rows, 1):
        try:
            hosts[number] = host = there.host(row.chapter)
        except Doubt as doubt:
            asked.append(doubt)
            continue
        asked.append(run.asked(number, row.line, MemberForm, _form(row, host, run)))

    async def known(new: Sequence[int]) -> Mapping[int, Outcome]:
        sought = {number: (rows[number - 1], hosts[number]) for number in new}
        met = await whom_the_books_know(counter, sought, there)
        by = run.as_correcting.by
        told = {number: said_of_known(*sought[number], known, by) for number, known in met.items()}
        return await put_right(counter, told, {n: rows[n - 1].line for n in told}, run)

    outcomes = await recorded_unless_known(counter, ROWS, asked, known)
    return [
        Told(row.line, outcome, _field(outcome), row.adds(row.line))
        for row, outcome in zip(rows, outcomes, strict=True)
    ]


def _form(row: MemberRow, host: HostSaid, run: Run) -> Mapping[str, Any]:
    """Somebody who joined before the chapter was there, one of a former unit, is one of its own
    since its first day; whose day nobody says, since the day of the list."""
    joined = max(row.joined.first or run.on, host.founded_on)
    return {
        **host.form(),
        "joined_on": joined.isoformat(),
        "place_id": str(host.place_id),
        "person": person_said(row.name, row.identity, row.phone, row.birth),
    }


def _field(outcome: Outcome) -> str | None:
    return "chapter" if isinstance(outcome, Doubt) and outcome.reason == "chapter" else None
