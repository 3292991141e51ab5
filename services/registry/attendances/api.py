"""The counter for who came, by name: to classes, sessions and activities. People are named by
reference, and so are they shown: their names stand in the vault."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Final, Self
from uuid import UUID

from fastapi import APIRouter
from pydantic import Field, PrivateAttr, model_validator

from services.registry.attendances.attendance.attendance import Attendance, Same
from services.registry.attendances.attendance.facts import (
    AttendeeFact,
    AttendeeNamed,
    AttendeeWithdrawn,
    attendance_id,
)
from services.registry.attendances.attendance.refusals import NotHeldYet, NothingHeld
from services.registry.attendances.changing import KINDS
from services.registry.attendances.views import CAME, CAME_TO, HELD, AttendeeRow, HeldRow
from services.registry.families.family.belonging import Belonging, belonging_id
from services.registry.people.person import Person, PersonUnknown
from services.registry.people.vault.keeping import Vault
from services.registry.people.vault.naming import referred, within
from shared.eventstore.commands import Command, Decision
from shared.vocabulary.refusals import Refusal
from shared.web.bulk import Around, Asked, Rows, recording
from shared.web.caller import Caller, reads
from shared.web.counter import Counter
from shared.web.looking_up import Paging
from shared.web.pages import PageOf
from shared.web.routing import Router
from shared.web.values import Form

MOST_NAMED: Final = 200
MOST_SHOWN: Final = 1_000
Reader = Annotated[Caller, reads("registry.attendance.read")]
States = Mapping[UUID, Any]
People = Annotated[tuple[UUID, ...], Field(min_length=1, max_length=MOST_NAMED)]


class AttendanceForm(Form):
    """To one of them, which was held: `class_id` as it is looked up. `person_refs`: each once, up
    to two hundred at a time."""

    session_id: UUID | None = None
    class_id: UUID | None = None
    activity_id: UUID | None = None
    person_refs: People
    _same: Same = PrivateAttr(default_factory=dict)

    @model_validator(mode="after")
    def one_held(self) -> Self:
        if sum(each is not None for each in self._ids.values()) != 1:
            raise ValueError("one of session_id, class_id and activity_id")
        return self

    @property
    def _ids(self) -> Mapping[str, UUID | None]:
        return {"session": self.session_id, "class": self.class_id, "activity": self.activity_id}

    @property
    def held(self) -> tuple[str, UUID]:
        """Of which kind it is, and its id."""
        ((kind, id_),) = [(k, each) for k, each in self._ids.items() if each is not None]
        return kind, id_


class AttendanceWithdrawalForm(AttendanceForm):
    """Of who was named by mistake, by any reference that they go by."""


@dataclass(frozen=True)
class Done:
    """`people`: how many who came are named by now, each once."""

    held_id: UUID
    people: int


def name(form: AttendanceForm, by: Caller) -> Command:
    """These people came to it; no more than came in all, if that was counted."""

    def decided(attendance: Attendance, states: States, day: Any) -> Sequence[AttendeeFact]:
        for ref in form.person_refs:
            states[ref].require_present()
            states[belonging_id(ref)].require_alive(day)
        asked = [AttendeeNamed(*form.held, each) for each in form.person_refs]
        return attendance.name(asked, form._same)

    people: dict[UUID, type[Any]] = dict.fromkeys(form.person_refs, Person)
    people |= dict.fromkeys(map(belonging_id, form.person_refs), Belonging)
    return _of_held(form, by, decided, people)


def withdraw(form: AttendanceWithdrawalForm, by: Caller) -> Command:
    """They did not come, and were named by mistake."""

    def decided(attendance: Attendance, _states: States, _day: Any) -> Sequence[AttendeeFact]:
        asked = [AttendeeWithdrawn(*form.held, each) for each in form.person_refs]
        return attendance.withdraw(asked, form._same)

    return _of_held(form, by, decided, {})


def _of_held(
    form: AttendanceForm,
    by: Caller,
    decided: Callable[[Attendance, States, Any], Sequence[AttendeeFact]],
    people: Mapping[UUID, type[Any]],
) -> Command:
    """What is decided of who came, and what it makes of what was held."""
    kind, id_ = form.held
    stream = attendance_id(id_)

    def decide(states: States) -> Decision:
        it = states[id_]
        by.require(it.place_id, NothingHeld)
        if it.held is None:
            raise NotHeldYet
        attendance: Attendance = states[stream]
        facts = decided(attendance, states, it.held.held_on)
        for fact in facts:
            attendance = attendance.evolve(fact)
        number = attendance.people(form._same)
        return Decision({stream: facts, id_: it.attended(number)}, Done(id_, number))

    streams: dict[UUID, type[Any]] = {**people, id_: KINDS[kind], stream: Attendance}
    return Command(by.origin, streams, decide, by.key)


@dataclass(frozen=True)
class Known(Around[Any]):
    """Around what names people: by which other references those are known who were named before.
    Whoever is named now (`named`) is within reach, and goes by the reference they go by."""

    named: bool

    async def before(
        self, counter: Counter, asked: Sequence[Asked[AttendanceForm]]
    ) -> Sequence[AttendanceForm | Refusal]:
        if not asked:
            return []
        vault = counter.has(Vault)
        refs = list(dict.fromkeys(ref for row in asked for ref in row.form.person_refs))
        found: Mapping[UUID, UUID | Refusal] = dict(zip(refs, refs, strict=True))
        if self.named:
            found = dict(zip(refs, await referred(vault, refs, asked[0].by), strict=True))
        streams = {row.form.held[1]: attendance_id(row.form.held[1]) for row in asked}
        reader = counter.transactions.store.reader
        there = await reader.read([(each, Attendance) for each in streams.values()])
        before = {ref for each in there.values() for ref in each.state.person_refs}
        others = {ref for ref in found.values() if isinstance(ref, UUID)}
        same = await vault.same([*before, *others])

        def ready(form: AttendanceForm) -> AttendanceForm | Refusal:
            known = [found[each] for each in form.person_refs]
            for each in known:
                if isinstance(each, Refusal):
                    return each
            said = form.model_copy(update={"person_refs": tuple(known)})
            said._same = same
            return said

        return [ready(row.form) for row in asked]


def routes(counter: Counter) -> list[APIRouter]:
    router = Router(prefix="/registry/v1/attendances", tags=["attendances"])
    for path, rows in _RECORDED.items():
        recording(router, counter, rows, path)

    @router.get("")
    async def of_person(person_ref: UUID, caller: Reader) -> list[HeldRow]:
        """The classes, sessions and activities that somebody came to by name, the last ones first,
        up to a thousand."""
        if person_ref not in await counter.has(Vault).known([person_ref], within(caller)):
            raise PersonUnknown
        asked: dict[str, Any] = {"person_ref": person_ref, "most": MOST_SHOWN}
        found = await counter.rows(HeldRow, CAME_TO, **asked)
        return [each for each in found if caller.sees(each.place_id).shows(each.day)]

    @router.get("/{held_id}")
    async def of_held(held_id: UUID, caller: Reader, page: Paging) -> PageOf[AttendeeRow]:
        """Who came to a class, a session or an activity, as far as they are named: each once, by
        the reference they go by."""
        for held in await counter.rows(HeldRow, HELD, held_id=held_id):
            if caller.sees(held.place_id).shows(held.day):
                return await counter.page(AttendeeRow, CAME, page, held_id=held_id)
        raise NothingHeld

    return [router]


_RECORDED: Final[Mapping[str, Rows[Any, Done]]] = {
    "": Rows("registry.attendance.name", AttendanceForm, name, Done, around=Known(True)),
    "/withdrawals": Rows(
        "registry.attendance.withdraw",
        AttendanceWithdrawalForm,
        withdraw,
        Done,
        around=Known(False),
    ),
}
