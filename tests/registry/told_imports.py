"""What facts of imports are told as, each beside its event."""

from datetime import UTC, datetime
from typing import Any

from services.registry.imports.list_import import facts
from shared.contracts.registry.imports import ImportedThings, ImportFinishedV1, ImportUndoneV1
from tests.registry.told import DAY, LATER, OTHER, PLACE, STREAM

ROWS = facts.RowCounts(new=47, rejected=8, ask=2)
IMPORTS_TOLD: list[tuple[Any, Any]] = [
    (
        facts.ImportFinished(PLACE, "families", ROWS, LATER),
        ImportFinishedV1(
            import_id=STREAM,
            place_id=PLACE,
            list_kind="families",
            finished_on=LATER,
            new=47,
            changed=0,
            unchanged=0,
            rejected=8,
            ask=2,
        ),
    ),
    (
        facts.ImportUndone(PLACE, "families", (facts.ThingsWithdrawn("family", 47),), LATER),
        ImportUndoneV1(
            import_id=STREAM,
            place_id=PLACE,
            list_kind="families",
            undone_on=LATER,
            things=(ImportedThings(thing_kind="family", number=47),),
        ),
    ),
]
IMPORTS_KEPT = [
    facts.ImportSubmitted(PLACE, "families", DAY, LATER, OTHER, ROWS),
    facts.ImportMended(OTHER, ROWS, LATER),
    facts.ImportConfirmed((facts.GrantHeld("system", None, "subtree"),), datetime.now(UTC)),
    facts.ImportStarted(LATER),
    facts.ImportEnded("grant-ended", LATER),
    facts.ImportDropped(LATER),
    facts.ImportUndoBegun(LATER),
    facts.ImportFileReserved(STREAM),
]
