"""Takes a reorganisation as one command: all that its rows say comes onto the books, or of each
wrong row why nothing does."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from uuid import UUID

from services.registry.importing.reorganisation.books import Books
from services.registry.importing.reorganisation.doubts import OthersAreWrong
from services.registry.importing.reorganisation.drafting import Draft, drafted
from services.registry.importing.reorganisation.list import BEFORE, Paper
from services.registry.places.api.reorganising import ReorganisationAnswer, reorganising
from services.registry.places.territory.reorganisation.document import Document
from services.registry.places.territory.reorganisation.refusals import ReorganisationWrong
from shared.importing.kinds import Run
from shared.importing.report import Became, Told
from shared.vocabulary.refusals import Refusal
from shared.web.counter import Counter

_NUMBER: Final = re.compile(r"\d+")


async def taken(counter: Counter, rows: Sequence[Paper], run: Run) -> list[Told]:
    """Of each line what became of the whole."""
    return [told for paper in rows for told in await _taken(counter, paper, run)]


async def _taken(counter: Counter, paper: Paper, run: Run) -> list[Told]:
    by = run.keyed(paper.lines[0])
    (first,) = await counter.first_answers(ReorganisationAnswer, [by])
    if isinstance(first, ReorganisationAnswer):
        return _all(paper, _became(first))
    books = Books(run, paper.number, paper.effective_on)
    draft = drafted(books, paper)
    if draft.wrong:
        return _told(paper, {id(line): Told(line, *each) for line, each in draft.wrong[::-1]})
    if not draft.rows:
        return _all(paper, Became.UNCHANGED)
    said = tuple(row for row, _ in draft.rows)
    try:
        document = Document.made_of(paper.number, paper.effective_on, said)
        done = await counter.transact(ReorganisationAnswer, reorganising(document, by))
    except ReorganisationWrong as wrong:
        return _told(paper, dict(_named(wrong, draft, books)))
    except Refusal as refusal:
        return _all(paper, refusal)
    return _all(paper, _became(done))


def _became(answer: ReorganisationAnswer) -> Became:
    return Became.NEW if answer.changes else Became.UNCHANGED


def _all(paper: Paper, outcome: Became | Refusal) -> list[Told]:
    return [Told(line, outcome) for line in paper.lines]


def _told(paper: Paper, wrong: Mapping[int, Told]) -> list[Told]:
    return [wrong.get(id(line)) or Told(line, OthersAreWrong()) for line in paper.lines]


def _named(wrong: ReorganisationWrong, draft: Draft, books: Books) -> Iterator[tuple[int, Told]]:
    """By the lines that say what is wrong, the first of each last."""
    for where, refusal in reversed(wrong.parts):
        line = draft.rows[int(where.removeprefix("row ")) - 1][1]
        yield id(line), Told(line, _in_words(refusal, draft, books), BEFORE)


def _in_words(refusal: Refusal, draft: Draft, books: Books) -> Refusal:
    """The same, with the names of places, and with rows as the sheet counts them."""

    def said(name: str, value: object) -> object:
        if name == "rows":
            return _NUMBER.sub(lambda n: str(draft.rows[int(n[0]) - 1][1].row), str(value))
        if str(value) in draft.names:
            return draft.names[str(value)]
        try:
            place = books.tree.place(UUID(str(value)))
        except ValueError:
            return value
        return value if place is None else books.attributes(place.place_id).name

    return type(refusal)(**{name: said(name, value) for name, value in refusal.fields.items()})
