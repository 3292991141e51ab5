"""Taking a whole import back: each thing that it recorded is withdrawn, the last one first, while
nothing was built on any."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from services.registry.importing.undoing.things.part import Kind
from services.registry.importing.undoing.things.table import KINDS, READING
from shared.eventstore.commands import Command, Decision
from shared.importing.acting import actor_of
from shared.importing.trail import Thing, Trail, Undone
from shared.vocabulary.refusals import Kind as Refused
from shared.vocabulary.refusals import Refusal
from shared.web.bulk import Asked
from shared.web.caller import Caller
from shared.web.conversation import key_of
from shared.web.counter import Counter

PAGE: Final = 500


class ChangedWhileUndone(Refusal):
    code = "registry.changed-while-undone"
    kind = Refused.NOT_YET
    sentence = "Somebody changed this just now: ask for the undo once more, and see what was built."


async def undo(counter: Counter, by: Caller, import_id: UUID, at_once: int = PAGE) -> Undone:
    """Nothing where anything was built; else everything, in pages. Asked again after it broke off,
    it goes on where it was; asked again when it is done, it tells the same. Whatever `by` does not
    reach is refused."""
    trail = Trail(counter.transactions.store, import_id, READING)
    acting = partial(acting_for, by, import_id)
    refused: dict[Thing, Refusal] = {}
    await trail.follow()
    while not trail.built:
        page = [each for each in trail.things if each not in refused][:at_once]
        if not page:
            break
        looked_at = await known(counter, page)
        await trail.follow()
        if trail.built:
            break
        for kind, things in groupby(page, lambda thing: thing.kind):
            refused |= await withdrawn(counter, acting, KINDS[kind], [*things], looked_at)
        await trail.follow()
    return Undone(trail.withdrawn, tuple(trail.built), tuple(refused.items()))


States = Mapping[UUID, Any]


async def known(counter: Counter, things: Sequence[Thing]) -> States:
    """As those that stand for themselves are, before it is looked whether anything was built on
    them."""
    wanted = [(each.thing_id, KINDS[each.kind].state) for each in things if KINDS[each.kind].alone]
    found = await counter.transactions.store.reader.read(wanted)
    return {thing_id: found[thing_id, state].state for thing_id, state in wanted}


async def withdrawn(
    counter: Counter,
    acting: Callable[[Thing], Caller],
    kind: Kind,
    things: Sequence[Thing],
    looked_at: States,
) -> dict[Thing, Refusal]:
    """Those that were not, and why."""
    form = kind.rows.form
    rows = replace(kind.rows, commanding=partial(_guarded, kind.rows.commanding, looked_at))
    asked = [
        Asked(number, form.model_validate(dict(kind.said(each))), acting(each))
        for number, each in enumerate(things, 1)
    ]
    outcomes = await rows.outcomes(counter, asked)
    told = zip(things, outcomes, strict=True)
    return {thing: each for thing, each in told if isinstance(each, Refusal)}


def acting_for(by: Caller, import_id: UUID, thing: Thing) -> Caller:
    """For the officer as the import, under the key (import, undo, thing), which is kept as long as
    the log."""
    actor = actor_of(import_id)
    said = "/".join(map(str, (thing.thing_id, *thing.said)))
    return replace(
        by,
        key=key_of(actor, f"undo/{thing.kind}/{said}", None),
        origin=replace(by.origin, actor=actor),
    )


def _guarded(commanding: Any, looked_at: States, form: Any, by: Caller) -> Command:
    """Refuses what changed since it was looked whether anything was built on it."""
    command: Command = commanding(form, by)

    def decide(states: States) -> Decision:
        if any(states[each] != looked_at[each] for each in states.keys() & looked_at.keys()):
            raise ChangedWhileUndone
        return command.decide(states)

    return replace(command, decide=decide)
