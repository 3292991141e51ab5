"""Corrections of what the vault knows of people are taken back: by others, which say what was said
before. No request asks for it but the undo of an import."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from pydantic import PrivateAttr

from services.registry.people.api.correcting import Done
from services.registry.people.person import Person, PersonalDataCorrected, PersonUnknown
from services.registry.people.vault.corrections import Correction, CorrectionOnItsWay, Former
from services.registry.people.vault.keeping import Vault
from services.registry.people.vault.kept_for import is_final, kept_for
from shared.eventstore.commands import Command, Decision, command
from shared.vocabulary.refusals import Refusal
from shared.web.bulk import Around, Asked, Rows
from shared.web.caller import Caller
from shared.web.counter import Counter
from shared.web.values import Form

ATTEMPTS: Final = 40
PAUSE: Final = 0.05
"""Seconds between two looks whether what was recorded just now is in place."""


class TakingBackForm(Form):
    correction_id: UUID
    person_ref: UUID
    _kept: tuple[UUID, UUID] | None = PrivateAttr(default=None)

    def as_kept(self, correction_id: UUID, place_id: UUID) -> "TakingBackForm":
        copy = self.model_copy()
        copy._kept = (correction_id, place_id)
        return copy


def take_back(form: TakingBackForm, by: Caller) -> Command:
    """What was said before a correction is said again, while nothing else was said since."""
    assert form._kept is not None, "what is said again is kept first"
    correction_id, place_id = form._kept
    fact = PersonalDataCorrected(form.person_ref, place_id, undoes=form.correction_id)

    def decide(person: Person) -> Decision:
        person.require_present()
        if not by.sees(place_id).is_something:
            raise PersonUnknown
        return Decision({correction_id: [fact]}, Done(correction_id))

    return command(by, decide, (form.person_ref, Person))


@dataclass(frozen=True)
class TakingBack(Around[TakingBackForm]):
    """What was said before is found, and kept as a correction."""

    async def before(
        self, counter: Counter, asked: Sequence[Asked[TakingBackForm]]
    ) -> Sequence[TakingBackForm | Refusal]:
        vault = counter.has(Vault)
        places = await vault.places(row.form.person_ref for row in asked)
        former = await _former(vault, [row.form.correction_id for row in asked])
        found = [_seen(row, each, places) for row, each in zip(asked, former, strict=True)]
        wanted = [
            Correction(each.person_ref, each.data, None, kept_for(row))
            for row, each in zip(asked, found, strict=True)
            if isinstance(each, Former)
        ]
        kept = iter(await vault.corrections.keep(wanted, asked[0].by.day) if wanted else ())
        said = [each if isinstance(each, Refusal) else next(kept) for each in found]
        return [
            each
            if isinstance(each, Refusal)
            else row.form.as_kept(each, places[row.form.person_ref])
            for row, each in zip(asked, said, strict=True)
        ]

    async def after(
        self, counter: Counter, asked: Sequence[Asked[TakingBackForm]], outcomes: Sequence[Any]
    ) -> Sequence[Any]:
        told = zip(asked, outcomes, strict=True)
        await counter.has(Vault).corrections.let_go(
            [kept_for(row) for row, each in told if is_final(each)]
        )
        return outcomes


async def _former(vault: Vault, correction_ids: Sequence[UUID]) -> list[Former | Refusal]:
    """Those that are on their way are waited for a little."""
    for _ in range(ATTEMPTS):
        found = await vault.corrections.former(correction_ids)
        if not any(isinstance(each, CorrectionOnItsWay) for each in found):
            break
        await asyncio.sleep(PAUSE)
    return found


def _seen(
    row: Asked[TakingBackForm], former: Former | Refusal, places: Mapping[UUID, UUID]
) -> Former | Refusal:
    """Of one out of reach nothing is told."""
    seen = row.by.sees(places.get(row.form.person_ref)).is_something
    return former if seen else PersonUnknown()


ROWS: Final[Rows[TakingBackForm, Done]] = Rows(
    "registry.person.correct", TakingBackForm, take_back, Done, around=TakingBack()
)
