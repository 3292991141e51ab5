"""Puts the centres of a list on the books, with who leads them, how they were rated and what they
have: each a command of its own, under a key of its import."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from services.registry.centres.api.commands import CentreForm, Done, establish
from services.registry.centres.centre.bands import Bands
from services.registry.importing.centres.books import Kept as OnBooks
from services.registry.importing.centres.books import centres_at, meet, says_since, since, states_of
from services.registry.importing.centres.cells import band
from services.registry.importing.centres.leaders import led
from services.registry.importing.centres.list import CentreRow
from services.registry.importing.centres.parts import equipped, rated
from services.registry.importing.placing import Places
from services.registry.importing.things import answered_unless_known, of_its_parts
from shared.importing.doubts import BooksSayOtherwise, Doubt
from shared.importing.kinds import Run
from shared.importing.report import Became, Told
from shared.vocabulary.places import Place
from shared.vocabulary.refusals import Refusal
from shared.web.bulk import Rows
from shared.web.counter import Counter

ROWS: Final = Rows("registry.centre.establish", CentreForm, establish, Done)


async def taken(counter: Counter, rows: Sequence[CentreRow], run: Run) -> list[Told]:
    """What becomes of each row, in order. Run again, what was recorded is told as before; at the
    counter of a rehearsal nothing is recorded."""
    numbered = dict(enumerate(rows, 1))
    places = Places(run)
    wrong: dict[int, Told] = {}
    at: dict[int, UUID] = {}
    for number, row in numbered.items():
        try:
            at[number] = places.find(row.place)
        except Doubt as doubt:
            wrong[number] = Told(row.line, doubt, "place")
            continue
        if (doubted := _band(counter, row)) is not None:
            wrong[number] = Told(row.line, doubted, "band")
    right = {number: row for number, row in numbered.items() if number not in wrong}
    told = await _recorded(counter, right, at, run)
    return [
        wrong.get(number) or Told(row.line, told[number], adds=row.adds(row.line))
        for number, row in numbered.items()
    ]


def _band(counter: Counter, row: CentreRow) -> Doubt | None:
    if row.rating is None:
        return None
    try:
        band(row.rating.band, counter.has(Bands).of(row.rating.year))
    except Doubt as doubt:
        return doubt
    return None


async def _recorded(
    counter: Counter, rows: Mapping[int, CentreRow], at: Mapping[int, UUID], run: Run
) -> Mapping[int, Became | Refusal]:
    found = await _standing(counter, rows, at, run)
    there = {n: each for n, each in found.items() if not isinstance(each, Refusal)}
    standing = {n: (rows[n], each[1]) for n, each in there.items()}
    ratings = await rated(counter, standing, run)
    equipment = await equipped(counter, standing, run)
    leaders = await led(counter, standing, lambda n: at[n], run)

    def outcome(number: int) -> Became | Refusal:
        each = found[number]
        if isinstance(each, Refusal):
            return each
        parts = [of[number] for of in (ratings, equipment) if number in of]
        return of_its_parts(each[0], [*parts, *leaders[number]])

    return {number: outcome(number) for number in rows}


Standing = tuple[Became, UUID]


async def _standing(
    counter: Counter, rows: Mapping[int, CentreRow], at: Mapping[int, UUID], run: Run
) -> Mapping[int, Standing | Refusal]:
    """By number, whether each is new and which centre it is."""
    asked = [run.asked(n, row.line, CentreForm, _form(row, at[n], run)) for n, row in rows.items()]

    async def known(new: Sequence[int]) -> Mapping[int, Any]:
        reached = list(Places(run).known)
        there = await centres_at(counter, reached, run) if new else []
        met = {n: meet(rows[n], at[n], there) for n in new}
        there_since = {n: run.by.tree.place(at[n]) for n in new}
        return await _as_the_books_say(counter, rows, met, there_since)

    answers = await answered_unless_known(counter, ROWS, asked, known)
    return {n: _found(each) for n, each in zip(rows, answers, strict=True)}


async def _as_the_books_say(
    counter: Counter,
    rows: Mapping[int, CentreRow],
    met: Mapping[int, OnBooks | Refusal | None],
    places: Mapping[int, Place | None],
) -> Mapping[int, Any]:
    kept = {n: each for n, each in met.items() if isinstance(each, OnBooks)}
    states = await states_of(counter, [each.centre_id for each in kept.values()])
    said: dict[int, Any] = {n: each for n, each in met.items() if isinstance(each, Refusal)}
    for n, each in kept.items():
        same = says_since(states[each.centre_id], rows[n].established, places[n])
        said[n] = (Became.UNCHANGED, each.centre_id) if same else BooksSayOtherwise()
    return said


def _found(answer: Any) -> Standing | Refusal:
    if isinstance(answer, tuple | Refusal):
        return answer
    id_ = answer["centre_id"] if isinstance(answer, dict) else answer.centre_id
    return Became.NEW, UUID(str(id_))


def _form(row: CentreRow, place_id: UUID, run: Run) -> Mapping[str, Any]:
    said = {
        "place_id": str(place_id),
        "established_on": since(row.established, run.by.tree.place(place_id), run.on).isoformat(),
        "name": row.name,
        "document_number": row.document_number,
    }
    return {field: each for field, each in said.items() if each is not None}
