"""Who leads the centres of a list: kept in the vault by name, and on the books by reference alone,
the director with the term that begins with them, deputies within it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple
from uuid import UUID

from services.registry.importing.centres.doubts import LeaderWithoutDirector
from services.registry.importing.centres.list import CentreRow
from services.registry.importing.centres.parts import Standing
from services.registry.importing.newcomers import Newcomers
from services.registry.importing.things import Outcome, recorded_unless_known
from services.registry.people.vault.keeping import Vault
from services.registry.people.vault.naming import PersonForm
from services.registry.terms.api import commands
from services.registry.terms.api.commands import Done
from services.registry.terms.term.facts import Term, terms_id
from services.registry.terms.term.terms import DIRECTOR, Terms
from shared.importing.doubts import BooksSayOtherwise
from shared.importing.kinds import Run
from shared.importing.report import Became
from shared.vocabulary.folding import sounded
from shared.web.bulk import Rows
from shared.web.counter import Counter
from shared.web.values import Form

DEPUTY: Final = "deputy"


class LeaderForm(Form):
    """Somebody by name who leads a centre, kept on the books of its place."""

    centre_id: UUID
    post_code: str
    since: date
    place_id: UUID
    person: PersonForm
    person_ref: UUID | None = None


def _lead(form: LeaderForm, by: Any) -> Any:
    assert form.person_ref is not None, "whoever is named is kept first"
    said = {"centre_id": form.centre_id, "person_ref": form.person_ref, "since": form.since}
    if form.post_code == DIRECTOR:
        return commands.start(commands.TermForm(**said), by)
    return commands.fill(commands.PostForm(**said, post_code=form.post_code), by)


ROWS: Final = Rows("registry.term.start", LeaderForm, _lead, Done, around=Newcomers())
Place = Callable[[int], UUID]


class _Leader(NamedTuple):
    number: int
    row: CentreRow
    centre_id: UUID
    place_id: UUID
    name: str
    post_code: str
    thing: str


async def led(
    counter: Counter, standing: Standing, places: Place, run: Run
) -> Mapping[int, Sequence[Outcome]]:
    """By number of its row what became of each of a centre's leaders, directors first: deputies
    are within the term that begins with the director."""
    told: dict[int, list[Outcome]] = {n: [] for n in standing}
    for post_code in (DIRECTOR, DEPUTY):
        said = [*_said(standing, places, post_code)]
        for each, outcome in zip(said, await _posts(counter, said, run), strict=True):
            told[each.number].append(outcome)
    return told


def _said(standing: Standing, places: Place, post_code: str) -> Sequence[_Leader]:
    return [
        _Leader(n, row, id_, places(n), name, post_code, f"{post_code}-{at}")
        for n, (row, id_) in standing.items()
        for at, name in enumerate(_named(row, post_code))
    ]


def _named(row: CentreRow, post_code: str) -> Sequence[str]:
    if post_code == DEPUTY:
        return row.deputies
    return () if row.director is None else (row.director,)


async def _posts(counter: Counter, said: Sequence[_Leader], run: Run) -> list[Outcome]:
    terms = await _terms(counter, said, run)
    asked = [
        run.asked(at, each.row.line, LeaderForm, _form(each, terms, run), thing=each.thing)
        for at, each in enumerate(said)
    ]

    async def known(new: Sequence[int]) -> Mapping[int, Outcome]:
        names = await _names(counter, [terms[said[at].centre_id] for at in new])
        met = {at: _met(said[at], terms[said[at].centre_id], names) for at in new}
        return {at: each for at, each in met.items() if each is not None}

    return await recorded_unless_known(counter, ROWS, asked, known)


async def _terms(counter: Counter, said: Sequence[_Leader], run: Run) -> Mapping[UUID, Term | None]:
    """Of each centre the term of the day of the list, or of today if that is before it."""
    ids = dict.fromkeys(each.centre_id for each in said)
    wanted = [(terms_id(each), Terms) for each in ids]
    found = await counter.transactions.store.reader.read(wanted) if wanted else {}
    return {each: _of_today(found[terms_id(each), Terms].state, run) for each in ids}


def _of_today(terms: Terms, run: Run) -> Term | None:
    day = run.by.day
    there = [each for each in terms.known if each.since <= day]
    return next((each for each in reversed(there) if not each.until or day < each.until), None)


async def _names(counter: Counter, terms: Sequence[Term | None]) -> Mapping[UUID, str]:
    refs = {post.person_ref for each in terms if each for post in each.posts if not post.until}
    kept = await counter.has(Vault).all_of(refs) if refs else []
    return {each.person_ref: each.data.full_name for each in kept}


def _met(said: _Leader, term: Term | None, names: Mapping[UUID, str]) -> Outcome | None:
    if term is None:
        return LeaderWithoutDirector() if said.post_code == DEPUTY else None
    of_post = [p for p in term.posts if p.post_code == said.post_code and not p.until]
    called = {sounded(names.get(each.person_ref, "")) for each in of_post}
    if sounded(said.name) in called:
        return Became.UNCHANGED
    return BooksSayOtherwise() if said.post_code == DIRECTOR else None


def _form(said: _Leader, terms: Mapping[UUID, Term | None], run: Run) -> dict[str, Any]:
    """Whose day nobody says leads since the day of the list; no deputy before the term."""
    since = said.row.appointed_on or run.on
    term = terms[said.centre_id]
    if said.post_code == DEPUTY and term is not None:
        since = max(since, term.since)
    return {
        "centre_id": str(said.centre_id),
        "post_code": said.post_code,
        "since": since,
        "place_id": str(said.place_id),
        "person": {"full_name": said.name},
    }
