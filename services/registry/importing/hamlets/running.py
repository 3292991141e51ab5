"""Puts the hamlets of a list on the books of their commune, and states their figures: each a
command of its own, under a key of its import."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

import msgspec

from services.registry.importing.hamlets.figures import Figure, figures_stated
from services.registry.importing.hamlets.list import HamletRow
from services.registry.places.api.routes import Established, HamletForm, establishing
from services.registry.places.territory.facts import TERRITORY_ID
from services.registry.places.territory.territory import Territory
from shared.eventstore.commands import Command
from shared.importing.bringing import context
from shared.importing.doubts import Doubt, PlaceNotFound
from shared.importing.kinds import Run
from shared.importing.report import Became, Told
from shared.vocabulary.refusals import Refusal
from shared.web.bulk import Asked, Rows
from shared.web.caller import Caller
from shared.web.counter import Counter


def _establish(form: HamletForm, by: Caller) -> Command:
    return establishing(form.hamlet(), by)


HAMLETS: Final[Rows[HamletForm, Established]] = Rows(
    "registry.place.establish", HamletForm, _establish, Established
)


@dataclass(frozen=True)
class _Standing:
    """Which hamlet a row is of, and whether it is new by it."""

    place_id: UUID
    new: bool


_Found = _Standing | Refusal


async def taken(counter: Counter, rows: Sequence[HamletRow], run: Run) -> list[Told]:
    """What becomes of each line. What is on the books by its name is no other; figures are stated
    for the day that the list is for."""
    standing = await _standing(counter, rows, run)
    known = replace(run, by=await _knowing(counter, run.by, standing))
    figures = [
        Figure(number, row.lines[0], each.place_id, field, said)
        for number, (row, each) in enumerate(zip(rows, standing, strict=True), 1)
        if isinstance(each, _Standing)
        for field, said in row.figures.items()
    ]
    stated = await figures_stated(counter, figures, known)
    return [
        Told(line, _outcome(each, stated.get(number, ())), adds=row.adds(line))
        for number, (row, each) in enumerate(zip(rows, standing, strict=True), 1)
        for line in row.lines
    ]


async def _standing(counter: Counter, rows: Sequence[HamletRow], run: Run) -> list[_Found]:
    read = [_asked(row, number, run) for number, row in enumerate(rows, 1)]
    sent = [each for each in read if isinstance(each, Asked)]
    first = await counter.first_answers(Established, [each.by for each in sent])
    done: dict[int, Any] = {
        each.number: answer for each, answer in zip(sent, first, strict=True) if answer
    }
    done |= {
        each.number: found
        for each in sent
        if each.number not in done and (found := _on_books(rows[each.number - 1], run))
    }
    new = [each for each in sent if each.number not in done]
    outcomes = await HAMLETS.outcomes(counter, new)
    done |= {each.number: outcome for each, outcome in zip(new, outcomes, strict=True)}
    return [_found(each if isinstance(each, Refusal) else done[each.number]) for each in read]


def _found(said: Any) -> _Found:
    if isinstance(said, _Standing | Refusal):
        return said
    return _Standing(msgspec.convert(said, Established).place_id, new=True)


def _asked(row: HamletRow, number: int, run: Run) -> Asked[HamletForm] | Refusal:
    said = {
        "commune_id": str(run.place_id),
        "kind": row.hamlet.kind,
        "name": row.hamlet.name,
        "valid_from": run.on.isoformat(),
    }
    return run.asked(number, row.lines[0], HamletForm, said)


def _on_books(row: HamletRow, run: Run) -> _Found | None:
    """None: the place has none of this name on the day."""
    try:
        return _Standing(context(run).hamlets.find(row.hamlet.name), new=False)
    except PlaceNotFound:
        return None
    except Doubt as doubt:
        return doubt


async def _knowing(counter: Counter, by: Caller, standing: Sequence[_Found]) -> Caller:
    """Who asks, with the hamlets that are new among the places."""
    if not any(isinstance(each, _Standing) and each.new for each in standing):
        return by
    wanted = (TERRITORY_ID, Territory)
    territory = (await counter.transactions.store.reader.read([wanted]))[wanted].state
    return replace(by, tree=territory.tree)


def _outcome(hamlet: _Found, figures: Sequence[Became | Refusal]) -> Became | Refusal:
    if isinstance(hamlet, Refusal):
        return hamlet
    refused = next((each for each in figures if isinstance(each, Refusal)), None)
    if refused is not None:
        return refused
    if hamlet.new:
        return Became.NEW
    said = {Became.NEW, Became.CHANGED} & {*figures}
    return Became.CHANGED if said else Became.UNCHANGED
