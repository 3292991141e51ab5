"""One call of append_to_log: units into columns, the answer into verdicts."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from psycopg.types.json import Jsonb

from shared.eventstore.appending.units import (
    Decided,
    Halted,
    Lost,
    MarkElsewhere,
    NewFact,
    Stop,
    Unit,
    Used,
    Verdict,
    Won,
)
from shared.eventstore.commands import MarkMove
from shared.eventstore.facts import Origin
from shared.postgres import arrays

PARAMETERS = 27
STATEMENT = (
    "select first_position, verdicts, halted_by, refused_as"
    f" from append_to_log({', '.join(['%s'] * PARAMETERS)})"
)
CLOCK_AHEAD = timedelta(minutes=5)
WON, USED, LOST, ELSEWHERE = 1, 2, 3, 4
# The server knows a unit by its commands; one that only moves marks has an empty one.
_NOTHING = (Decided(origin=Origin("system:eventstore", UUID(int=0)), facts=()),)


def parameters(
    append_id: UUID,
    clock: datetime,
    units: Sequence[Unit],
    leans: Sequence[tuple[int, int]] = (),
    clock_ahead: timedelta | None = CLOCK_AHEAD,
) -> list[Any]:
    """What `STATEMENT` takes; nothing is recorded by a clock that is further ahead of the
    server's. Commands are counted from 1 over all units; `leans` are pairs of
    units, counted from 1 too: the first, in ascending order, leans on the second."""
    commands = [command for unit in units for command in unit.commands or _NOTHING]
    of_unit = [n for n, unit in enumerate(units, 1) for _ in unit.commands or _NOTHING]
    return [
        append_id,
        clock,
        arrays.integers(of_unit),
        arrays.texts([command.origin.actor for command in commands]),
        arrays.uuids([command.origin.correlation_id for command in commands]),
        arrays.uuids([command.origin.causation_id for command in commands]),
        arrays.texts([command.origin.traceparent for command in commands]),
        arrays.integers([unit for unit, _ in leans]),
        arrays.integers([leaned for _, leaned in leans]),
        *_claims(commands),
        *_keys(commands),
        *_facts(commands),
        _marks(units),
        clock_ahead,
    ]


def _claims(commands: Sequence[Decided]) -> list[arrays.Column]:
    """Per command and stream: which versions it wants. Where it only read, none: the first is
    then the one after the last."""
    streams: dict[UUID, int] = {}
    claims: list[tuple[int, int, int, int]] = []
    for n, command in enumerate(commands, 1):
        first, last = _versions(command.facts)
        for stream, version in command.only_read.items():
            first[stream], last[stream] = version + 1, version
        for stream, version in first.items():
            claims.append((n, streams.setdefault(stream, len(streams) + 1), version, last[stream]))
    of_command, of_stream, first_wanted, last_wanted = _columns(claims, 4)
    return [
        arrays.uuids(list(streams)),
        arrays.integers(of_command),
        arrays.integers(of_stream),
        arrays.bigints(first_wanted),
        arrays.bigints(last_wanted),
    ]


def _versions(facts: Sequence[NewFact]) -> tuple[dict[UUID, int], dict[UUID, int]]:
    """The first and the last of each stream."""
    first: dict[UUID, int] = {}
    last: dict[UUID, int] = {}
    before, at = None, 0
    for stream, version, _, _ in facts:
        if stream is not before:  # long runs of one stream are common
            if before is not None:
                last[before] = at
            first.setdefault(stream, version)
        before, at = stream, version
    if before is not None:
        last[before] = at
    return first, last


def _keys(commands: Sequence[Decided]) -> list[arrays.Column]:
    keyed = [(n, c.key, c.answer) for n, c in enumerate(commands, 1) if c.key is not None]
    return [
        arrays.integers([n for n, _, _ in keyed]),
        arrays.texts([key.actor for _, key, _ in keyed]),
        arrays.texts([key.key for _, key, _ in keyed]),
        arrays.blobs([key.body_hash for _, key, _ in keyed]),
        arrays.blobs([answer for _, _, answer in keyed]),
        arrays.booleans([key.is_lasting for _, key, _ in keyed]),
    ]


def _facts(commands: Sequence[Decided]) -> list[arrays.Column]:
    streams, versions, types, data = _columns([f for c in commands for f in c.facts], 4)
    return [
        arrays.integers([n for n, c in enumerate(commands, 1) for _ in c.facts]),
        arrays.uuids(streams),
        arrays.bigints(versions),
        arrays.texts(types),
        arrays.blobs(data),
    ]


def _columns(rows: Sequence[tuple[Any, ...]], count: int) -> Sequence[Sequence[Any]]:
    return list(zip(*rows, strict=True)) if rows else [()] * count


def _marks(units: Sequence[Unit]) -> Jsonb:
    """Never null: another type of parameter would be another prepared statement."""
    return Jsonb([_move(n, move) for n, unit in enumerate(units, 1) for move in unit.marks])


def _move(unit: int, move: MarkMove) -> dict[str, Any]:
    return {
        "unit": unit,
        "projection": move.new.projection,
        "version": move.new.version,
        "topic": move.new.topic,
        "partition": move.new.partition,
        "old_offset": move.old.offset,
        "old_hash": move.old.record_hash.hex(),
        "old_sequence": move.old.sequence,
        "new_offset": move.new.offset,
        "new_hash": move.new.record_hash.hex(),
        "new_sequence": move.new.sequence,
    }


def verdicts(units: Sequence[Unit], answer: Sequence[Any]) -> list[Verdict]:
    """What became of each unit."""
    first, by_command, reason, refused_as = answer
    if refused_as is not None:
        return [Halted(reason, Stop(refused_as))] * len(units)
    found: list[tuple[Unit, Sequence[int], range]] = []
    at, position = 0, first
    for unit in units:
        commands = unit.commands or _NOTHING
        codes = [WON] * len(commands) if by_command is None else by_command[at : at + len(commands)]
        at += len(commands)
        written = sum(len(c.facts) for c, code in zip(commands, codes, strict=True) if code == WON)
        found.append((unit, codes, range(position, position + written)))
        position += written
    return [_verdict(*judged, reached=position - 1) for judged in found]


def _verdict(unit: Unit, codes: Sequence[int], positions: range, reached: int) -> Verdict:
    if LOST in codes:
        return Lost()
    if ELSEWHERE in codes:
        return MarkElsewhere()
    if codes == [USED] and not unit.marks:
        return Used()
    return Won(positions, frozenset(n for n, code in enumerate(codes) if code == USED), reached)
