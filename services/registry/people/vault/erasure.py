"""Forgetting and correcting people: what `person-erased` and `personal-data-corrected` promise is
done here, and done again until it is."""

from collections.abc import Sequence
from typing import Any

from psycopg import Cursor

from services.registry.people.person import PersonalDataCorrected, PersonErased
from services.registry.people.vault.rows import FORGET
from shared.eventstore.facts import Recorded
from shared.eventstore.read_models import OfOwnFacts


class ErasedPeople(OfOwnFacts):
    """Deletes row, key and hashes of every person the log says is erased."""

    name = "erased_people"
    version = 1
    hears = (PersonErased,)
    tables = ()

    def apply(self, cursor: Cursor[Any], batch: Sequence[Recorded[Any]]) -> None:
        erased = [
            recorded.originator_id for recorded in batch if isinstance(recorded.fact, PersonErased)
        ]
        if erased:
            cursor.execute(FORGET, (erased,))


class CorrectedPeople(OfOwnFacts):
    """Puts the data of every correction into place, in the order of the log."""

    name = "corrected_people"
    version = 1
    hears = (PersonalDataCorrected,)
    tables = ()

    def apply(self, cursor: Cursor[Any], batch: Sequence[Recorded[Any]]) -> None:
        for recorded in batch:
            if isinstance(recorded.fact, PersonalDataCorrected):
                cursor.execute("select correct_person(%s)", (recorded.originator_id,))
