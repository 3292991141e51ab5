"""What a told allocation moves, and what that makes of contributions: pure.

Of one subject at one place, the last that was told holds from its day on. Each event is kept as
moves, which add up: from where the subject stood on that day to its new place, and, for later days
on which it was said to go elsewhere, back again.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from services.rollups.views.allocations import AllocatedKey, Move
from services.rollups.views.contributions import ContributionRow
from shared.contracts.funding import FundAllocatedV1
from shared.contracts.registry.allocations import SubjectAllocatedV1
from shared.messaging.heard import Heard
from shared.vocabulary.calendar import civil_day

Allocated = SubjectAllocatedV1 | FundAllocatedV1
ALLOCATIONS: Final = (SubjectAllocatedV1, FundAllocatedV1)
"""Told by whoever keeps the subject: all of one stand in one log."""


def moves_of(batch: Iterable[Heard], known: Iterable[Move]) -> list[Move]:
    """What the allocations in a batch move, in the order of the log; `known` was told before."""
    before: dict[tuple[UUID, UUID], list[Move]] = {}
    for move in known:
        before.setdefault((move.subject_id, move.place_id), []).append(move)
    new: list[Move] = []
    for heard in sorted(batch, key=lambda each: each.stamp.sequence):
        event = heard.event
        if not isinstance(event, ALLOCATIONS):
            continue
        of_it = before.setdefault((event.subject, event.place_id), [])
        recorded_on = civil_day(heard.stamp.time)
        moves = _moves(event, heard.stamp.sequence, recorded_on, _steps(of_it))
        of_it += moves
        new += moves
    return new


Steps = list[tuple[date, UUID]]
"""Where it stands from each of these days on, earliest first."""


def _steps(moves: Iterable[Move]) -> Steps:
    steps: Steps = []
    for move in sorted(moves, key=lambda each: each.position):
        if not move.undoes:
            steps = [step for step in steps if step[0] < move.allocated_on]
            steps.append((move.allocated_on, move.to_place_id))
    return steps


def _moves(event: Allocated, position: int, recorded_on: date, steps: Steps) -> list[Move]:
    whose, at = (event.subject, event.place_id, event.TOPIC, position), event.place_id
    day, undone = event.effective_on, []
    for since, place_id in steps:
        if since > day:
            undone.append(Move(*whose, place_id, at, since, recorded_on, undoes=True))
            at = place_id
    before = [place_id for since, place_id in steps if since <= day]
    stood = before[-1] if before else event.place_id
    if undone:
        undone[0] = undone[0]._replace(to_place_id=stood)
    goes = Move(*whose, stood, event.to_place_id, day, recorded_on, undoes=False)
    return [goes, *undone]


def by_whose(moves: Iterable[Move]) -> dict[tuple[str, str], list[Move]]:
    """As rows of contributions name a subject and its place."""
    found: dict[tuple[str, str], list[Move]] = {}
    for move in moves:
        found.setdefault((move.subject_id.hex, move.place_id.hex), []).append(move)
    return found


def allocated(rows: Sequence[ContributionRow], moves: Iterable[Move]) -> dict[AllocatedKey, int]:
    """What the moves make of these contributions, summed: known when both were."""
    known, sums = by_whose(moves), dict[AllocatedKey, int]()
    for _, _, measure, dimensions, place, effective_on, recorded_on, value, subject in rows:
        for move in known.get((subject, place), ()):
            between = (move.from_place_id.hex, move.to_place_id.hex, move.allocated_on.isoformat())
            recorded = max(recorded_on, move.recorded_on.isoformat())
            key = (measure, dimensions, *between, effective_on, recorded)
            sums[key] = sums.get(key, 0) + int(value)
    return sums
