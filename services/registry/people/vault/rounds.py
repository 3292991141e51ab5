"""What concurrent requests of a process ask of the vault, asked in one statement."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Sized
from dataclasses import dataclass
from uuid import UUID

from services.registry.people.vault.meeting import Meeting, Within
from services.registry.people.vault.rows import (
    KEEP,
    KNOWN,
    OF_KEYS,
    OF_NUMBERS,
    PLACES,
    KeptFor,
    Numbered,
    Row,
    columns,
    names,
)
from shared.eventstore.log.steady import SteadyConnection
from shared.eventstore.refusals import Busy, KeyReused
from shared.postgres import arrays
from shared.postgres.gathering import Gathering

PEOPLE_OF_A_ROUND = 2_000
ATTEMPTS = 40


@dataclass(frozen=True, repr=False)
class Keeping:
    """People that somebody asks to keep, and where whoever asks reaches people."""

    people: Sequence[Row]
    within: Within

    def __len__(self) -> int:
        return len(self.people)


Kept = list[UUID | KeyReused]


class VaultRounds:
    def __init__(self, line: SteadyConnection) -> None:
        self._line = line
        self._keeping = Gathering(self._keep, _fitting)
        self._placing = Gathering(self._place, _fitting)
        self._knowing = Gathering(self._know, _fitting)

    async def kept(self, people: Sequence[Row], within: Within) -> Kept:
        """The reference of each, once they are kept: an earlier one for an identity number known
        `within` the asker's reach, and for what the person was kept for already."""
        return await self._keeping.ask(Keeping(people, within))

    async def met(
        self, people: Sequence[Row], within: Within, besides: Mapping[bytes, Sequence[Numbered]]
    ) -> tuple[Kept, Meeting]:
        """The reference that each would be kept under, and nobody is. `besides`: who is known by a
        number's hash and stands in no table."""
        meeting = await self._meeting(people)
        for number in {number for row in people for number in row.number_hashes}:
            meeting.of_number[number] += besides.get(number, ())
        return [meeting.meet(row, within) for row in people], meeting

    async def places(self, person_refs: Iterable[UUID]) -> Mapping[UUID, UUID]:
        """Where those are whom the vault holds."""
        return await self._placing.ask(frozenset(person_refs))

    async def known(self, person_refs: Iterable[UUID]) -> frozenset[UUID]:
        return await self._knowing.ask(frozenset(person_refs))

    async def _keep(self, questions: Sequence[Keeping]) -> Sequence[Kept]:
        people = [row for keeping in questions for row in keeping.people]
        for _ in range(ATTEMPTS):
            meeting = await self._meeting(people)
            seen = [each.person_ref for known in meeting.of_number.values() for each in known]
            kept = [[meeting.meet(row, each.within) for row in each.people] for each in questions]
            if await self._written(meeting, seen):
                return kept
        raise Busy

    async def _meeting(self, people: Sequence[Row]) -> Meeting:
        of_number = defaultdict[bytes, list[Numbered]](list)
        if numbers := sorted({number for row in people for number in row.number_hashes}):
            for number, *known in await self._line.ask(OF_NUMBERS, [arrays.blobs(numbers)]):
                of_number[number].append(Numbered(*known))
        of_key: dict[KeptFor, tuple[UUID, bytes]] = {}
        if keys := sorted({row.kept_for for row in people if row.kept_for is not None}):
            for *key, ref, digest in await self._line.ask(OF_KEYS, names(keys)):
                of_key[KeptFor(*key)] = (ref, digest)
        return Meeting(of_number, of_key)

    async def _written(self, meeting: Meeting, seen: Sequence[UUID]) -> bool:
        """False: others were faster, and nobody was kept."""
        again = meeting.again - {row.person_ref for row in meeting.new}
        asked = [
            arrays.uuids(seen),
            arrays.uuids(list(again)),
            *columns(meeting.new),
            *names(meeting.kept),
            arrays.uuids([ref for ref, _ in meeting.kept.values()]),
            arrays.blobs([digest for _, digest in meeting.kept.values()]),
        ]
        (answer,) = await self._line.ask(KEEP, asked)
        return bool(answer[0])

    async def _place(self, questions: Sequence[frozenset[UUID]]) -> Sequence[Mapping[UUID, UUID]]:
        found = dict(await self._line.ask(PLACES, [_all_of(questions)]))
        return [{ref: found[ref] for ref in question & found.keys()} for question in questions]

    async def _know(self, questions: Sequence[frozenset[UUID]]) -> Sequence[frozenset[UUID]]:
        found = {ref for (ref,) in await self._line.ask(KNOWN, [_all_of(questions)])}
        return [question & found for question in questions]


def _all_of(questions: Sequence[frozenset[UUID]]) -> arrays.Column:
    return arrays.uuids(list(frozenset[UUID]().union(*questions)))


def _fitting(waiting: Iterable[Sized]) -> int:
    people = 0
    for n, question in enumerate(waiting):
        people += len(question)
        if n and people > PEOPLE_OF_A_ROUND:
            return n
    return n + 1
