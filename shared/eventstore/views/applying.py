"""A page of facts on its way into a view: what cannot be told is found by halves and set aside."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import psycopg

from shared.eventstore.facts import Recorded
from shared.eventstore.mapper import FactMapper, StoredFact
from shared.eventstore.views.set_aside import Aside, Reason
from shared.eventstore.views.view import View, subject_of
from shared.postgres.attempts import attempted
from shared.postgres.connections import is_about_data


class Applying:
    """Within one transaction, while the view's mark is held. `waiting` says since which position
    facts of a subject wait: later ones wait behind. `aside` is what was set aside here."""

    def __init__(
        self,
        cursor: psycopg.Cursor[Any],
        mapper: FactMapper,
        view: View,
        waiting: dict[str, int],
    ) -> None:
        self._cursor, self._mapper, self._view = cursor, mapper, view
        self._heard = tuple(view.hears)
        self._waiting = waiting
        self.aside: list[Aside] = []

    def apply(self, rows: Sequence[StoredFact]) -> None:
        """Raises what is not about the facts: then nothing of the transaction may stay."""
        facts = []
        for row in rows:
            fact = attempted(partial(self._mapper.recorded, row))
            if isinstance(fact, Exception):
                self._put(row, None, Reason.CANNOT_BE_READ, fact)
            else:
                facts.append((row, fact))
        self._apply(facts)

    def _apply(self, facts: Sequence[tuple[StoredFact, Recorded[Any]]]) -> None:
        facts = self._going(facts)
        if not facts:
            return
        fault = self._fault([fact for _, fact in facts])
        if fault is None:
            return
        if len(facts) == 1:
            ((row, recorded),) = facts
            self._put(row, recorded.fact, Reason.CANNOT_BE_APPLIED, fault)
            return
        middle = len(facts) // 2
        self._apply(facts[:middle])
        self._apply(facts[middle:])

    def _going(
        self, facts: Sequence[tuple[StoredFact, Recorded[Any]]]
    ) -> Sequence[tuple[StoredFact, Recorded[Any]]]:
        """Without those that wait behind another."""
        if not self._waiting:
            return facts
        going = []
        for row, recorded in facts:
            subject = subject_of(self._view, row, recorded.fact)
            if self._waiting.get(subject, row.id) < row.id:
                self.aside.append(Aside(row, subject, Reason.BEHIND_ANOTHER))
            else:
                going.append((row, recorded))
        return going

    def _fault(self, facts: Sequence[Recorded[Any]]) -> Exception | None:
        found = attempted(lambda: self._tell(facts))
        if found is None or is_about_data(found):
            return found
        raise found

    def _tell(self, facts: Sequence[Recorded[Any]]) -> None:
        """Of what it says it hears, and nothing else: so its fingerprint is true."""
        heard = [recorded for recorded in facts if isinstance(recorded.fact, self._heard)]
        with self._cursor.connection.transaction():
            self._view.apply(self._cursor, heard)
            # A deferred constraint must speak here, where the fact can still be found.
            self._cursor.execute("set constraints all immediate")

    def _put(self, row: StoredFact, fact: object | None, reason: Reason, fault: Exception) -> None:
        subject = subject_of(self._view, row, fact)
        if self._waiting.setdefault(subject, row.id) < row.id:
            self.aside.append(Aside(row, subject, Reason.BEHIND_ANOTHER))
            return
        self._waiting[subject] = row.id
        self.aside.append(Aside(row, subject, reason, f"{type(fault).__name__}: {fault}"))
