"""An import: submitted, agreed to, gone through, ended, or dropped."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as any_

from services.registry.imports.list_import.facts import (
    GrantHeld,
    ImportConfirmed,
    ImportDropped,
    ImportEnded,
    ImportFileReserved,
    ImportFinished,
    ImportMended,
    ImportStarted,
    ImportSubmitted,
    ImportUndoBegun,
    ImportUndone,
    RowCounts,
    ThingsWithdrawn,
)
from services.registry.imports.list_import.list_import import FileOfImport, ListImport
from services.registry.imports.list_import.refusals import (
    FileImportedBefore,
    ImportAgreedTo,
    ImportAlreadyBegun,
    ImportBeingUndone,
    ImportDroppedBefore,
    ImportMendedMeanwhile,
    ImportNotOver,
    ImportUndoneBefore,
    ImportUnknown,
)
from shared.eventstore.facts import fold

PLACE, FILE, IMPORT, MENDING = (uuid4() for _ in range(4))
DAY = date(2026, 11, 24)
NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
ROWS = RowCounts(new=47, rejected=8, ask=2)
GRANTS = (GrantHeld("commune-officer", PLACE, "subtree"),)
SENT = ImportSubmitted(PLACE, "families", DAY, DAY, FILE, ROWS)
AGREED = ImportConfirmed(GRANTS, NOON)
BEGUN, DROPPED = ImportStarted(DAY), ImportDropped(DAY)
ENDED, DONE = ImportEnded("grant-ended", DAY), ImportFinished(PLACE, "families", ROWS, DAY)

UNDOING = ImportUndoBegun(DAY)
UNDONE = ImportUndone(PLACE, "families", (ThingsWithdrawn("family", 47),), DAY)


def given_that(*facts: Any) -> ListImport:
    state: ListImport = fold(ListImport(), facts)
    return state


def test_what_is_agreed_to_waits_begins_and_finishes() -> None:
    assert given_that(SENT).confirm(GRANTS, NOON) == [AGREED]
    assert given_that(SENT, AGREED).begin(DAY) == [BEGUN]
    assert given_that(SENT, AGREED, BEGUN).finish(ROWS, DAY) == [DONE]
    assert given_that(SENT, AGREED, BEGUN, DONE).state == "finished"


def test_what_nobody_agreed_to_is_mended_as_often_as_it_is_said_otherwise() -> None:
    once = given_that(SENT).mend(MENDING, ROWS, None, DAY)
    assert once == [ImportMended(MENDING, ROWS, DAY)]
    mended = given_that(SENT, *once)
    assert (mended.state, mended.mending_id) == ("submitted", MENDING)
    assert mended.mend(MENDING, ROWS, MENDING, DAY) == []
    assert mended.mend(uuid4(), ROWS, MENDING, DAY) != []
    with pytest.raises(ImportMendedMeanwhile):
        mended.mend(uuid4(), ROWS, None, DAY)
    mapped = given_that(replace(SENT, mending_id=MENDING))
    assert mapped.mend(MENDING, ROWS, MENDING, DAY) == []


def test_what_is_agreed_to_or_came_to_nothing_is_mended_no_more() -> None:
    for facts in ((SENT, AGREED), (SENT, AGREED, BEGUN), (SENT, AGREED, BEGUN, DONE)):
        with pytest.raises(ImportAgreedTo):
            given_that(*facts).mend(MENDING, ROWS, None, DAY)
    with pytest.raises(ImportDroppedBefore):
        given_that(SENT, DROPPED).mend(MENDING, ROWS, None, DAY)
    with pytest.raises(ImportUndoneBefore):
        given_that(SENT, AGREED, ENDED, UNDONE).mend(MENDING, ROWS, None, DAY)
    with pytest.raises(ImportUnknown):
        given_that().mend(MENDING, ROWS, None, DAY)


def test_nothing_begins_that_nobody_agreed_to() -> None:
    for facts in ((SENT,), (SENT, DROPPED), (SENT, AGREED, BEGUN, ENDED)):
        assert given_that(*facts).begin(DAY) == []
        assert not given_that(*facts).is_open


def test_while_it_waits_or_runs_it_may_go_on_for_longer_and_never_for_less() -> None:
    for facts, runs in (((SENT, AGREED), False), ((SENT, AGREED, BEGUN), True)):
        longer = ImportConfirmed(GRANTS, LATER, running=runs)
        assert given_that(*facts).confirm(GRANTS, LATER) == [longer]
        assert given_that(*facts, longer).state == given_that(*facts).state
        assert given_that(*facts).confirm(GRANTS, NOON) == []


def test_what_ended_goes_on_once_it_is_agreed_to_again() -> None:
    ended = given_that(SENT, AGREED, BEGUN, ENDED)
    assert ended.confirm(GRANTS, LATER) == [ImportConfirmed(GRANTS, LATER)]
    assert given_that(SENT, AGREED).end("grant-ended", DAY) == [ENDED]


def test_what_has_begun_is_not_dropped_and_what_is_dropped_never_begins() -> None:
    for facts in ((SENT, AGREED, BEGUN), (SENT, AGREED, BEGUN, ENDED), (SENT, AGREED, BEGUN, DONE)):
        with pytest.raises(ImportAlreadyBegun):
            given_that(*facts).drop(DAY)
    for so_far in ((SENT,), (SENT, AGREED), (SENT, AGREED, ENDED)):
        assert given_that(*so_far).drop(DAY) == [DROPPED]
    with pytest.raises(ImportDroppedBefore):
        given_that(SENT, DROPPED).confirm(GRANTS, NOON)


def test_what_is_over_is_undone_once_and_goes_on_no_more() -> None:
    for facts in ((SENT, AGREED, BEGUN, DONE), (SENT, AGREED, BEGUN, ENDED), (SENT, AGREED, ENDED)):
        assert given_that(*facts).undo({"family": 47}, DAY) == [UNDONE]
        undone = given_that(*facts, UNDONE)
        assert (undone.state, undone.undo({}, DAY)) == ("undone", [])
        with pytest.raises(ImportUndoneBefore):
            undone.confirm(GRANTS, LATER)
        with pytest.raises(ImportUndoneBefore):
            undone.drop(DAY)
        assert [*undone.begin(DAY), *undone.finish(ROWS, DAY), *undone.end("fault", DAY)] == []
    for not_over in ((SENT,), (SENT, AGREED), (SENT, AGREED, BEGUN)):
        with pytest.raises(ImportNotOver):
            given_that(*not_over).undo({}, DAY)
    with pytest.raises(ImportDroppedBefore):
        given_that(SENT, DROPPED).undo({}, DAY)


def test_what_is_being_undone_goes_on_no_more_and_stands_as_it_stood_until_it_is_undone() -> None:
    for facts in ((SENT, AGREED, BEGUN, DONE), (SENT, AGREED, BEGUN, ENDED)):
        known = given_that(*facts)
        assert known.begin_undo(DAY) == [UNDOING]
        undoing = given_that(*facts, UNDOING)
        assert (undoing.state, undoing.begin_undo(DAY)) == (known.state, [])
        with pytest.raises(ImportBeingUndone):
            undoing.confirm(GRANTS, LATER)
        assert undoing.undo({"family": 47}, DAY) == [UNDONE]
        assert given_that(*facts, UNDOING, UNDONE).begin_undo(DAY) == []
    for not_over in ((SENT,), (SENT, AGREED), (SENT, AGREED, BEGUN)):
        with pytest.raises(ImportNotOver):
            given_that(*not_over).begin_undo(DAY)


def test_of_what_nobody_sent_nothing_can_be_said() -> None:
    with pytest.raises(ImportUnknown):
        given_that().confirm(GRANTS, NOON)
    with pytest.raises(ImportUnknown):
        given_that().drop(DAY)


def test_a_file_comes_in_once_unless_its_import_came_to_nothing() -> None:
    held = fold(FileOfImport(), [ImportFileReserved(IMPORT)])
    for facts in ((SENT,), (SENT, AGREED, BEGUN), (SENT, AGREED, BEGUN, DONE)):
        with pytest.raises(FileImportedBefore) as refused:
            held.reserve(uuid4(), given_that(*facts))
        assert refused.value.fields == {"import_id": IMPORT}
    other = uuid4()
    for nothing in (
        (SENT, DROPPED),
        (SENT, AGREED, BEGUN, ENDED),
        (SENT, AGREED, BEGUN, DONE, UNDONE),
    ):
        assert held.reserve(other, given_that(*nothing)) == [ImportFileReserved(other)]
    assert FileOfImport().reserve(other, ListImport()) == [ImportFileReserved(other)]


STEPS: dict[str, Any] = {
    "confirm": lambda known: known.confirm(GRANTS, NOON),
    "begin": lambda known: known.begin(DAY),
    "finish": lambda known: known.finish(ROWS, DAY),
    "end": lambda known: known.end("fault", DAY),
    "drop": lambda known: known.drop(DAY),
    "begin_undo": lambda known: known.begin_undo(DAY),
    "undo": lambda known: known.undo({"family": 2}, DAY),
}


REFUSED = (
    *(ImportAlreadyBegun, ImportBeingUndone, ImportDroppedBefore),
    *(ImportNotOver, ImportUndoneBefore),
)


@given(any_.lists(any_.sampled_from(sorted(STEPS)), max_size=8))
def test_asked_twice_nothing_is_said_twice_and_rows_are_recorded_of_what_is_not_dropped(
    steps: Sequence[str],
) -> None:
    known, states = given_that(SENT), ["submitted"]
    for step in steps:
        try:
            known = fold(known, STEPS[step](known))
            assert STEPS[step](known) == []
        except REFUSED:
            continue
        states.append(str(known.state))
    assert not {"dropped", "running"} <= {*states}
    if "undone" in states:
        assert states[-1] == "undone"
    elif "finished" in states:
        assert states[-1] == "finished"
