"""What a row says otherwise of a family on the books than these do: put right where it is certain
which is meant. Of its hamlet it says where the family is from the day of the list on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from services.registry.families.api.changing import Changed, MoveForm, move
from services.registry.families.api.people import Households, families_by_id
from services.registry.families.family.family import Family
from services.registry.importing.families.list import FamilyRow
from services.registry.importing.persons import (
    PERSON,
    Meant,
    changed_before,
    data_put_right,
    is_meant,
    people_put_right,
    says,
)
from services.registry.importing.things import answered
from services.registry.people.api.correcting import Done
from services.registry.people.vault.keeping import Vault
from services.registry.people.vault.kept_for import is_final
from services.registry.people.vault.rows import KeptPerson
from shared.importing.doubts import BooksSayOtherwise
from shared.importing.kinds import Run
from shared.importing.report import Became
from shared.vocabulary.refusals import Refusal
from shared.web.bulk import Asked, Rows
from shared.web.caller import Caller
from shared.web.counter import Counter

MOVES: Final[Rows[MoveForm, Changed]] = Rows(
    "registry.family.move", MoveForm, move, Changed, around=Households()
)
CORRECTS: Final = ("registry.person.correct", "registry.family.move")
MOVE: Final = "move"
"""Which of the commands of a row moves the family that it names."""
Outcome = Became | Refusal


@dataclass(frozen=True)
class Meeting:
    """Which family a row met, and who heads it; None: nobody whose data are kept. `by_number`: by
    that of the head, else by hamlet, name and birth."""

    row: FamilyRow
    family_id: UUID
    family: Family
    head: KeptPerson | None
    by_number: bool

    @property
    def is_elsewhere(self) -> bool:
        return self.family.place_id != self.row.place_id

    @property
    def is_same(self) -> bool:
        return self.head is not None and not self.is_elsewhere and says(self.head.data, self.row)

    def is_certain(self, by: Caller) -> bool:
        """Whether no other can be meant, and what the row says may be, by whoever corrects it."""
        if self.head is None or not _may_be(self.head, self.row, by):
            return False
        reached = by.reaches(self.head.place_id)
        return reached and (not self.by_number or is_meant(self.head.data, self.row))


def _may_be(head: KeptPerson, row: FamilyRow, by: Caller) -> bool:
    try:
        data_put_right(head.data, row).require_fit(by.day)
    except Refusal:
        return False
    return True


async def on_books(
    counter: Counter, family_ids: Iterable[UUID]
) -> Mapping[UUID, tuple[UUID, Family, KeptPerson | None]]:
    """Families with who heads each, by id."""
    families = await families_by_id(counter, [*dict.fromkeys(family_ids)])
    heads = {each: family.head.head_ref for each, family in families.items()}
    people = {each.person_ref: each for each in await counter.has(Vault).all_of(heads.values())}
    return {id_: (id_, family, people.get(heads[id_])) for id_, family in families.items()}


async def put_right(counter: Counter, met: Sequence[Meeting], run: Run) -> list[Outcome]:
    """What becomes of each row, in order."""
    correcting = run.as_correcting
    told: dict[int, Outcome] = await _as_before(counter, met, run)
    left = {n: each for n, each in enumerate(met) if n not in told}
    certain = {n: each for n, each in left.items() if each.is_certain(correcting.by)}
    told |= {n: BooksSayOtherwise() for n in left.keys() - certain.keys()}
    gone = {n: each for n, each in certain.items() if each.is_elsewhere}
    told |= dict(zip(gone, await _moved(counter, [*gone.values()], correcting), strict=True))
    other = {
        n: Meant(each.row, each.head)
        for n, each in certain.items()
        if each.head is not None
        and not says(each.head.data, each.row)
        and not isinstance(told.get(n), Refusal)
    }
    put = await people_put_right(counter, [*other.values()], run)
    return [(told | dict(zip(other, put, strict=True)))[n] for n in range(len(met))]


async def _as_before(counter: Counter, met: Sequence[Meeting], run: Run) -> dict[int, Outcome]:
    """Of those of which the books say what the row says, whether they do by this import."""
    same = {n: each.row.line for n, each in enumerate(met) if each.is_same}
    keyed = (PERSON, Done), (MOVE, Changed)
    changed = await changed_before(counter, [*same.values()], run, *keyed)
    return {
        n: Became.CHANGED if was else Became.UNCHANGED for n, was in zip(same, changed, strict=True)
    }


async def _moved(counter: Counter, met: Sequence[Meeting], run: Run) -> list[Outcome]:
    """Where the books say something else of that day or after it, it is asked."""
    read = [_asked(each, number, run) for number, each in enumerate(met, 1)]
    return [_of_move(each) for each in await answered(counter, MOVES, read)]


def _asked(each: Meeting, number: int, run: Run) -> Asked[MoveForm] | Refusal:
    said = {
        "family_id": str(each.family_id),
        "place_id": str(each.row.place_id),
        "moved_on": run.on.isoformat(),
    }
    return run.asked(number, each.row.line, MoveForm, said, MOVE)


def _of_move(told: object) -> Outcome:
    if not isinstance(told, Refusal):
        return Became.CHANGED
    return BooksSayOtherwise() if is_final(told) else told
