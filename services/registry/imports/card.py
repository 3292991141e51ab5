"""All that belongs to imports. Told is what came of one, nothing of its file."""

from typing import get_args
from uuid import UUID

from services.registry.imports.api.commands import forget_unconfirmed
from services.registry.imports.api.files import DAYS
from services.registry.imports.api.lists import ACTION
from services.registry.imports.api.routes import READING, UNDOING, routes
from services.registry.imports.list_import.facts import (
    ImportConfirmed,
    ImportDropped,
    ImportEnded,
    ImportFact,
    ImportFileReserved,
    ImportFinished,
    ImportMended,
    ImportStarted,
    ImportSubmitted,
    ImportUndoBegun,
    ImportUndone,
)
from services.registry.imports.views import IMPORTS
from shared.contracts.registry.imports import ImportedThings, ImportFinishedV1, ImportUndoneV1
from shared.eventstore.due.occurrence import Due
from shared.web.card import Card

UNCONFIRMED = f"""
select import_id as subject_id, submitted_on + {DAYS} as due_on
from imports where state = 'submitted'
"""
DUES = (Due("import-unconfirmed", UNCONFIRMED, forget_unconfirmed),)


def _finished(import_id: UUID, fact: ImportFinished) -> ImportFinishedV1:
    return ImportFinishedV1(
        import_id=import_id,
        place_id=fact.place_id,
        list_kind=fact.list_kind,
        finished_on=fact.closed_on,
        **vars(fact.rows),
    )


def _undone(import_id: UUID, fact: ImportUndone) -> ImportUndoneV1:
    return ImportUndoneV1(
        import_id=import_id,
        place_id=fact.place_id,
        list_kind=fact.list_kind,
        undone_on=fact.closed_on,
        things=tuple(ImportedThings(**vars(each)) for each in fact.things),
    )


CARD = Card(
    name="imports",
    facts=(*get_args(ImportFact), ImportFileReserved),
    told=(_finished, _undone),
    kept=(
        ImportSubmitted,
        ImportMended,
        ImportConfirmed,
        ImportStarted,
        ImportEnded,
        ImportDropped,
        ImportUndoBegun,
        ImportFileReserved,
    ),
    views=(IMPORTS,),
    routes=routes,
    actions=(ACTION, READING, UNDOING),
)
