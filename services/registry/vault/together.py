"""What concurrent requests of a process ask of the vault, asked in one statement."""

from collections.abc import Iterable, Mapping, Sequence, Sized
from uuid import UUID

from services.registry.vault.rows import KEEP, KNOWN, Row, columns
from shared.eventstore import arrays
from shared.eventstore.gathering import Gathering
from shared.eventstore.line import Line

PEOPLE_OF_A_ROUND = 2_000


class Together:
    def __init__(self, line: Line) -> None:
        self._line = line
        self._keeping = Gathering(self._keep, _fitting)
        self._knowing = Gathering(self._know, _fitting)

    async def kept(self, people: Sequence[Row]) -> list[UUID]:
        """The reference of each, once they are kept: an earlier one for a known identity number."""
        return await self._keeping.ask(people)

    async def known(self, person_refs: Iterable[UUID]) -> frozenset[UUID]:
        return await self._knowing.ask(frozenset(person_refs))

    async def _keep(self, questions: Sequence[Sequence[Row]]) -> Sequence[list[UUID]]:
        references = await self._references([row for people in questions for row in people])
        return [[references[row.person_ref] for row in people] for people in questions]

    async def _references(self, people: Sequence[Row]) -> Mapping[UUID, UUID]:
        first: dict[object, Row] = {}
        for row in people:
            first.setdefault(row.identity_hash or row.person_ref, row)
        # in one order, so that two processes never wait for each other
        ordered = sorted(first.values(), key=lambda row: row.identity_hash)
        known = dict(await self._line.ask(KEEP, columns(ordered)))
        return {
            row.person_ref: known.get(
                row.identity_hash, first[row.identity_hash or row.person_ref].person_ref
            )
            for row in people
        }

    async def _know(self, questions: Sequence[frozenset[UUID]]) -> Sequence[frozenset[UUID]]:
        asked = arrays.uuids(list(frozenset[UUID]().union(*questions)))
        found = {person_ref for (person_ref,) in await self._line.ask(KNOWN, [asked])}
        return [question & found for question in questions]


def _fitting(waiting: Iterable[Sized]) -> int:
    people = 0
    for n, question in enumerate(waiting):
        people += len(question)
        if n and people > PEOPLE_OF_A_ROUND:
            return n
    return n + 1
