"""Whatever a list of whichever kind says: taken back, everything is as it was; brought in as two
lists it gives what it gives as one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import given as whatever
from hypothesis import strategies as any_

from services.registry.importing.names import ListKind
from services.registry.importing.undoing.undo import undo
from shared.importing.bringing import taken
from shared.importing.kinds import Run
from shared.importing.report import Became
from shared.vocabulary.identifiers import new_id
from tests.importing.drawn.books import Books, books, differences, figures, recorded
from tests.importing.drawn.kinds import ALL, Block, Drawn, Line
from tests.importing.lists import understood_of
from tests.importing.register import asked, counter_of, opened
from tests.support.databases import Databases
from tests.support.service_door import PROJECTOR, ServiceDoor

PROVEN: Final = [each for each in ALL if each is not ListKind.CENTRES]
"""Of a centre that is taken back, the view of terms keeps who led it, where nobody asks. Lists of
places change the tree that all else stands in: `test_undoing_places`, `_reorganisations`."""


@dataclass(frozen=True)
class Lists:
    """`parts`: one list, dealt out. `before`: what came before it."""

    before: Sequence[Line]
    parts: tuple[Sequence[Line], Sequence[Line]]

    @property
    def whole(self) -> list[Line]:
        return [*self.parts[0], *self.parts[1]]


@any_.composite
def lists_of(draw: any_.DrawFn, drawn: Drawn) -> Lists:
    """No two lines of one say otherwise of the same: which of them counts is who comes first."""
    before = [draw(any_.sampled_from([(), *ways[:2]])) for ways in drawn.things]
    said = [draw(any_.sampled_from(ways)) for ways in drawn.things]
    kept = draw(any_.lists(any_.sampled_from(said), min_size=2, max_size=4))
    wrong = draw(any_.lists(any_.sampled_from(drawn.wrong), max_size=2, unique=True))
    blocks = draw(any_.permutations([*dict.fromkeys(kept), *((each,) for each in wrong)]))
    dealt = draw(any_.integers(0, 2 ** len(blocks) - 1))
    parts = [blocks_of(blocks, dealt, part) for part in (0, 1)]
    return Lists(lines(before), (lines(parts[0]), lines(parts[1])))


def blocks_of(blocks: Sequence[Block], dealt: int, part: int) -> list[Block]:
    return [each for n, each in enumerate(blocks) if dealt >> n & 1 == part]


def lines(blocks: Sequence[Block]) -> list[Line]:
    return [line for block in blocks for line in block]


def as_cells(line: Line) -> Line:
    """A workbook knows no whole numbers."""
    return tuple(float(each) if isinstance(each, int) else each for each in line)


@dataclass(frozen=True)
class Officer:
    """Who brings lists of a kind in."""

    register: ServiceDoor
    drawn: Drawn

    async def brings(self, rows: Sequence[Line]) -> tuple[UUID, list[object]]:
        """As which import; and what became of the lines."""
        run = await self._asked(new_id())
        if not rows:
            return run.import_id, []
        table = [self.drawn.headings, *map(as_cells, rows)]
        read = [understood_of(self.drawn.kind, table, "Danh sách")]
        told = await taken(counter_of(self.register), self.drawn.kind, read, run)
        await self.register.views_caught_up()
        return run.import_id, [each.outcome for each in told]

    async def takes_back(self, *imports: UUID) -> None:
        for import_id in imports:
            by = (await self._asked(import_id)).by
            done = await undo(counter_of(self.register), by, import_id)
            assert done.whole, (done.built, done.refused)
        await self.register.views_caught_up()

    async def _asked(self, import_id: UUID) -> Run:
        """With the places as they are by now."""
        drawn = self.drawn
        return await asked(self.register, import_id, drawn.grants, drawn.place_id)

    async def says(self) -> Books:
        return await books(self.register)


@settings(
    max_examples=5,
    deadline=None,
    phases=(Phase.generate,),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@pytest.mark.parametrize("name", PROVEN)
@whatever(drawing=any_.data())
async def test_any_list_taken_back_leaves_all_as_it_was_and_in_two_parts_is_the_same(
    databases: Databases, name: ListKind, drawing: any_.DataObject
) -> None:
    drawn = ALL[name]
    lists = drawing.draw(lists_of(drawn))
    async with opened(databases, working=PROJECTOR) as register:
        await drawn.before(register)
        await proven(Officer(register, drawn), lists)


async def proven(officer: Officer, lists: Lists) -> None:
    """As known in between, figures show it still."""
    empty = await officer.says()
    first, right = await officer.brings(lists.before)
    assert {*right} <= {*Became}
    before = await officer.says()
    whole, became = await officer.brings(lists.whole)
    with_it, known_at = await officer.says(), recorded(officer.register)
    if {Became.NEW, Became.CHANGED} & {*became}:
        assert with_it != before
    await officer.takes_back(whole)
    assert differences(await officer.says(), before) == []
    assert figures(officer.register, known_at) == with_it.figures

    one, _ = await officer.brings(lists.parts[0])
    two, _ = await officer.brings(lists.parts[1])
    by_parts = await officer.says()
    assert differences(by_parts.alike(before.ids), with_it.alike(before.ids)) == []
    await officer.takes_back(two, one)
    assert differences(await officer.says(), before) == []
    await officer.takes_back(first)
    assert differences(await officer.says(), empty) == []
