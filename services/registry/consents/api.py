"""The counter for consents: record that one was given or withdrawn, look up those of a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field, PrivateAttr

from services.registry.consents.consent import (
    PURPOSES,
    Capacity,
    Consent,
    ConsentGiven,
    ConsentWithdrawn,
    consent_id,
)
from services.registry.people.person import Person, PersonUnknown
from services.registry.people.vault.birth import ASKED_FROM, CONSENTS_FROM
from services.registry.people.vault.keeping import Vault
from services.registry.people.vault.personal_data import PersonalData
from services.registry.people.vault.restricting import AskedRestricting, PersonRestricted
from services.registry.people.vault.seeing import require_seen
from shared.eventstore.commands import Command, Decision, command
from shared.vocabulary.refusals import Refusal
from shared.web.bulk import Around, Asked, Rows, recording
from shared.web.caller import Caller, reads
from shared.web.counter import Counter
from shared.web.pages import PageOf
from shared.web.routing import Router
from shared.web.values import Day, Form, Text

Reading = Annotated[Caller, reads("registry.consent.read")]
PurposeCode = Annotated[Text, Field(max_length=40, examples=["notify"])]
ChannelCode = Annotated[Text, Field(max_length=40, examples=["paper"])]


class OfPerson(Form):
    """`place_id` and `capacity` are looked up before the command."""

    person_ref: UUID
    purpose_code: PurposeCode
    channel_code: ChannelCode
    _place_id: UUID | None = PrivateAttr(default=None)
    _data: PersonalData | None = PrivateAttr(default=None)
    _guardian_ref: UUID | None = PrivateAttr(default=None)

    @property
    def place_id(self) -> UUID:
        assert self._place_id is not None, "whom it is about is looked up first"
        return self._place_id

    def capacity(self, day: date) -> Capacity:
        """On the day. Of whom no birth is known, only a guardian says that they are a minor."""
        data = self._data
        if data is None:
            return Capacity()
        birth = data.birth
        if birth is None:
            minor, asked = data.guardian_ref is not None, True
        else:
            minor = birth.may_be_younger(CONSENTS_FROM, day)
            asked = birth.may_be_as_old(ASKED_FROM, day)
        return Capacity(minor, self._guardian_ref, asked)


class ConsentForm(OfPerson):
    """`text_version`: the day from which the text stands. For a minor `guardian_ref` says who
    consents, and a child of seven or more agrees, too."""

    text_version: Day
    given_on: Day
    guardian_ref: UUID | None = None
    child_agreed_on: Day | None = None


class ConsentWithdrawalForm(OfPerson):
    withdrawn_on: Day


@dataclass(frozen=True)
class Done:
    consent_id: UUID


class ConsentShown(BaseModel):
    """The last consent to a purpose; `withdrawn_on` null: it stands."""

    purpose_code: str
    text_version: date
    given_on: date
    channel_code: str
    guardian_ref: UUID | None
    child_agreed_on: date | None
    withdrawn_on: date | None


def give(form: ConsentForm, by: Caller) -> Command:
    """A person, or the guardian of a minor, agrees to a purpose."""
    stream = consent_id(form.person_ref, form.purpose_code)
    asked = ConsentGiven(
        form.person_ref,
        form.place_id,
        form.purpose_code,
        form.text_version,
        form.given_on,
        form.channel_code,
        form.guardian_ref,
        form.child_agreed_on,
    )

    def decide(person: Person, consent: Consent) -> Decision:
        _require_there(person, form.place_id, by)
        facts = consent.give(asked, form.capacity(form.given_on), by.day)
        return Decision({stream: facts}, Done(stream))

    return command(by, decide, (form.person_ref, Person), (stream, Consent))


def withdraw(form: ConsentWithdrawalForm, by: Caller) -> Command:
    """From that day on the person agrees no longer."""
    stream = consent_id(form.person_ref, form.purpose_code)
    asked = ConsentWithdrawn(
        form.person_ref, form.place_id, form.purpose_code, form.withdrawn_on, form.channel_code
    )

    def decide(person: Person, consent: Consent) -> Decision:
        _require_there(person, form.place_id, by)
        return Decision({stream: consent.withdraw(asked, by.day)}, Done(stream))

    return command(by, decide, (form.person_ref, Person), (stream, Consent))


def _require_there(person: Person, place_id: UUID, by: Caller) -> None:
    person.require_present()
    if not by.sees(place_id).is_something:
        raise PersonUnknown


class People(Around[Any]):
    """Whom a consent is of is looked up before it is recorded: where they are, how old, and who
    speaks for them. Nothing of it is kept."""

    async def before(
        self, counter: Counter, asked: Sequence[Asked[Any]]
    ) -> Sequence[Any | Refusal]:
        vault = counter.has(Vault)
        places = await vault.places(row.form.person_ref for row in asked)
        seen = [
            row.form.person_ref
            for row in asked
            if row.by.sees(places.get(row.form.person_ref)).is_something
        ]
        people = {each.person_ref: each.data for each in await vault.all_of(seen)}
        guardians = [each.guardian_ref for each in people.values() if each.guardian_ref is not None]
        there = await vault.places(guardians) if guardians else {}
        return [_known(row.form, places, people, there) for row in asked]


def _known(
    form: OfPerson,
    places: Mapping[UUID, UUID],
    people: Mapping[UUID, PersonalData],
    guardians: Mapping[UUID, UUID],
) -> OfPerson | Refusal:
    data = people.get(form.person_ref)
    if data is None:
        return PersonUnknown()
    copy = form.model_copy()
    copy._place_id, copy._data = places[form.person_ref], data
    copy._guardian_ref = data.guardian_ref if data.guardian_ref in guardians else None
    return copy


def routes(counter: Counter) -> list[APIRouter]:
    router = Router(prefix="/registry/v1/consents", tags=["consents"])
    people = People()
    giving = Rows("registry.consent.give", ConsentForm, give, Done, around=people)
    recording(router, counter, giving)
    withdrawing = Rows(
        "registry.consent.withdraw", ConsentWithdrawalForm, withdraw, Done, around=people
    )
    recording(router, counter, withdrawing, "/withdrawals")

    @router.get("/{person_ref}")
    async def of_person(
        person_ref: UUID, caller: Reading, restricting: AskedRestricting
    ) -> PageOf[ConsentShown]:
        """To what a person agreed, and what of it was withdrawn; in the order of the purposes. Of
        one whose processing is restricted, to whoever answers requests."""
        vault = counter.has(Vault)
        await require_seen(vault, person_ref, caller)
        if await restricting.hidden(counter, await vault.places([person_ref]), caller):
            raise PersonRestricted
        wanted = [(consent_id(person_ref, purpose), Consent) for purpose in PURPOSES]
        found = await counter.transactions.store.reader.read(wanted)
        consents: list[Consent] = [found[each].state for each in wanted]
        return PageOf(items=[shown for each in consents if (shown := _shown(each)) is not None])

    return [router]


def _shown(consent: Consent) -> ConsentShown | None:
    given = consent.given
    if given is None:
        return None
    return ConsentShown(
        purpose_code=given.purpose_code,
        text_version=given.text_version,
        given_on=given.given_on,
        channel_code=given.channel_code,
        guardian_ref=given.guardian_ref,
        child_agreed_on=given.child_agreed_on,
        withdrawn_on=consent.withdrawn.withdrawn_on if consent.withdrawn else None,
    )
