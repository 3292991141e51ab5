"""Correcting what the vault knows of people, one or many, each with a reason; and what was
corrected."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, PrivateAttr

from services.registry.people.api.auditing import Audit
from services.registry.people.person import Person, PersonalDataCorrected, PersonUnknown
from services.registry.people.texts.reading import shown
from services.registry.people.texts.reasons import Reasons, WithReason, attached
from services.registry.people.vault.birth import OF_AGE
from services.registry.people.vault.corrections import Correction
from services.registry.people.vault.keeping import Vault
from services.registry.people.vault.kept_for import is_final, kept_for
from services.registry.people.vault.naming import PersonForm, unfit_guardians
from services.registry.people.vault.personal_data import GuardianUnfit, PersonalData
from services.registry.people.vault.restricting import AskedRestricting
from services.registry.people.vault.seeing import require_seen
from shared.eventstore.commands import Command, Decision, command
from shared.eventstore.refusals import KeyReused
from shared.vocabulary.refusals import Refusal
from shared.web.bulk import Asked, AskedSpeech, Rows, recording
from shared.web.caller import Caller, reads
from shared.web.counter import Counter
from shared.web.pages import PageOf

ACTION = "registry.person.correct"
Reading = Annotated[Caller, reads("registry.person.read")]


class CorrectionForm(PersonForm, WithReason):
    """All that is known of the person, as it is right: what is left out is known no more."""

    person_ref: UUID
    _kept: tuple[UUID, UUID] | None = PrivateAttr(default=None)

    @property
    def kept(self) -> tuple[UUID, UUID]:
        """The correction's id, and where the person is."""
        assert self._kept is not None, "corrections are kept first"
        return self._kept


@dataclass(frozen=True)
class Done:
    correction_id: UUID


class CorrectionShown(BaseModel):
    """`reason`: in the officer's own words; "(đã xoá)" if they are gone, "(hạn chế)" of whom is not
    shown."""

    correction_id: UUID
    corrected_on: date
    reason: str | None


def correct(form: CorrectionForm, by: Caller) -> Command:
    """What is known of a person was written wrongly, and is put right."""
    correction_id, place_id = form.kept
    fact = PersonalDataCorrected(form.person_ref, place_id, form.reason_id)

    def decide(person: Person) -> Decision:
        person.require_present()
        if not by.sees(place_id).is_something:
            raise PersonUnknown
        reason = attached(form.reason_id, correction_id)
        return Decision({correction_id: [fact], **reason}, Done(correction_id))

    return command(by, decide, (form.person_ref, Person))


REASONS = Reasons[CorrectionForm](about=lambda form: [form.person_ref])


@dataclass(frozen=True)
class Correcting:
    """Corrections are kept before they are recorded, and their reasons before them. `undoable`:
    with what was said before."""

    audit: Audit
    undoable: bool = False

    async def otherwise(
        self, counter: Counter, again: Sequence[Asked[CorrectionForm]]
    ) -> Sequence[Refusal | None]:
        reasons = await REASONS.otherwise(counter, again)
        said = [_said_again(row) for row in again]
        other = await counter.has(Vault).corrections.kept_otherwise(filter(None, said))
        return [
            reason or (KeyReused() if each and each.kept_for in other else None)
            for reason, each in zip(reasons, said, strict=True)
        ]

    async def before(
        self, counter: Counter, asked: Sequence[Asked[CorrectionForm]]
    ) -> Sequence[CorrectionForm | Refusal]:
        if not asked:
            return []
        vault, by = counter.has(Vault), asked[0].by
        places = await vault.places(row.form.person_ref for row in asked)
        fit = await _guarded(vault, [_fit(row, places) for row in asked], by)
        await self._denied(asked, fit)
        ready = [row for row, data in zip(asked, fit, strict=True) if _is_data(data)]
        worded = dict(zip(_numbers(ready), await REASONS.before(counter, ready), strict=True))
        wanted = [
            Correction(form.person_ref, data, form.reason_id, kept_for(row), self.undoable)
            for row, data in zip(asked, fit, strict=True)
            if isinstance(data, PersonalData)
            and isinstance(form := worded[row.number], CorrectionForm)
        ]
        kept = dict(
            zip(
                (each.kept_for.row for each in wanted),
                await vault.corrections.keep(wanted, by.day),
                strict=True,
            )
        )
        return [
            _recorded(data, worded.get(row.number), kept.get(row.number), places)
            for row, data in zip(asked, fit, strict=True)
        ]

    async def after(
        self,
        counter: Counter,
        asked: Sequence[Asked[CorrectionForm]],
        outcomes: Sequence[Any],
    ) -> Sequence[Any]:
        told = await REASONS.after(counter, asked, outcomes)
        refused = [
            kept_for(row) for row, each in zip(asked, outcomes, strict=True) if is_final(each)
        ]
        await counter.has(Vault).corrections.let_go(refused)
        return told

    async def _denied(
        self, asked: Sequence[Asked[CorrectionForm]], fit: Sequence[PersonalData | Refusal]
    ) -> None:
        """Of one that was sent alone, the route leaves the fact."""
        for row, each in zip(asked, fit, strict=True):
            if row.number and isinstance(each, PersonUnknown):
                await self.audit.nothing_shown(ACTION, row.form.person_ref, row.by.origin)


def _numbers(rows: Sequence[Asked[CorrectionForm]]) -> Iterator[int]:
    return (row.number for row in rows)


def _is_data(fit: PersonalData | Refusal) -> bool:
    return isinstance(fit, PersonalData)


def _fit(row: Asked[CorrectionForm], places: Mapping[UUID, UUID]) -> PersonalData | Refusal:
    """The data as they are to be; or why they are none, of whoever is within reach."""
    place_id = places.get(row.form.person_ref)
    if not row.by.sees(place_id).is_something:
        return PersonUnknown()
    try:
        data = row.form.data(row.by.day)
        if data.guardian_ref == row.form.person_ref:
            raise GuardianUnfit(age=OF_AGE)
    except Refusal as refusal:
        return refusal
    return data


async def _guarded(
    vault: Vault, fit: Sequence[PersonalData | Refusal], by: Caller
) -> list[PersonalData | Refusal]:
    wrong = await unfit_guardians(
        vault, [each for each in fit if isinstance(each, PersonalData)], by
    )
    return [
        wrong.get(each.guardian_ref, each)
        if isinstance(each, PersonalData) and each.guardian_ref is not None
        else each
        for each in fit
    ]


def _recorded(
    data: PersonalData | Refusal,
    form: CorrectionForm | Refusal | None,
    kept: UUID | Refusal | None,
    places: Mapping[UUID, UUID],
) -> CorrectionForm | Refusal:
    """The form to record, or the first refusal on its way."""
    for each in (data, form, kept):
        if isinstance(each, Refusal):
            return each
    assert isinstance(form, CorrectionForm)
    assert isinstance(kept, UUID)
    copy = form.model_copy()
    copy._kept = (kept, places[form.person_ref])  # read back by `CorrectionForm.kept`
    return copy


def _said_again(row: Asked[CorrectionForm]) -> Correction | None:
    """As it was kept then, if it can have been."""
    try:
        return Correction(row.form.person_ref, row.form.data(row.by.day), None, kept_for(row))
    except Refusal:
        return None


def correcting(router: APIRouter, counter: Counter, audit: Audit) -> None:
    rows = Rows(ACTION, CorrectionForm, correct, Done, around=Correcting(audit))
    recording(router, counter, rows, "/corrections")

    @router.get("/{person_ref}/corrections")
    async def corrected(
        person_ref: UUID, caller: Reading, speech: AskedSpeech, restricting: AskedRestricting
    ) -> PageOf[CorrectionShown]:
        """When the person's data were put right, and why; the last hundred, the newest first."""
        vault = counter.has(Vault)
        await require_seen(vault, person_ref, caller)
        found = await vault.corrections.of_person(person_ref)
        reasons = [each.reason_id for each in found if each.reason_id is not None]
        places = await vault.places([person_ref])
        if await restricting.hidden(counter, places, caller):
            words: Mapping[UUID, str] = dict.fromkeys(reasons, restricting.name)
        else:
            words = await shown(counter, reasons, caller, speech.language)
        items = [
            CorrectionShown(
                correction_id=each.correction_id,
                corrected_on=each.corrected_on,
                reason=words[each.reason_id] if each.reason_id else None,
            )
            for each in found
        ]
        return PageOf(items=items)
