"""The counter for chapters: found, correct, name, move, merge, dissolve, withdraw, look them up,
and those that wait because their association is there no more."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import Field

from services.registry.allocations.allocation.reaching import (
    allocated,
    require_reached,
    within_reach,
)
from services.registry.allocations.allocation.subjects import allocation_stream
from services.registry.associations.association.association import Association
from services.registry.associations.association.refusals import AssociationUnknown
from services.registry.bearers.withdrawing import ground_of
from services.registry.chapters import views
from services.registry.chapters.chapter.chapter import Chapter
from services.registry.chapters.chapter.facts import ChapterSite
from services.registry.chapters.chapter.refusals import ChapterUnknown
from services.registry.chapters.views import CHAPTERS, WaitingAt, WaitingChapter
from shared.eventstore.commands import Command, Decision, command
from shared.vocabulary.identifiers import new_id
from shared.web.bulk import Rows, recording
from shared.web.caller import Caller, reads
from shared.web.counter import Counter
from shared.web.looking_up import Paging, looking_up
from shared.web.pages import PageOf
from shared.web.routing import Router
from shared.web.values import Day, Form, Text

States = Mapping[UUID, Any]
Name = Annotated[Text, Field(examples=["Chi hội Khuyến học thôn Đông"])]
HostKind = Annotated[Text, Field(max_length=64, examples=["hamlet"])]
Reader = Annotated[Caller, reads("registry.chapter.read")]


class ChapterForm(Form):
    """Of an association that is there on that day, with a host of a kind at a place; called `name`
    from its first day on."""

    association_id: UUID
    place_id: UUID
    host_kind: HostKind
    name: Name
    founded_on: Day


class ChapterNameForm(Form):
    """`since`: the first day of the name; of a day on which it got one already, that one was
    written wrongly."""

    chapter_id: UUID
    name: Name
    since: Day


class ChapterCorrectionForm(Form):
    """Of the founding or the last move, whichever is `written_on` that day: it was on the day
    `since`, to that association. Place and kind of host have been these all the time."""

    chapter_id: UUID
    written_on: Day
    association_id: UUID
    place_id: UUID
    host_kind: HostKind
    since: Day


class ChapterMoveForm(Form):
    """`moved_on`: the first day in the other association."""

    chapter_id: UUID
    to_association_id: UUID
    moved_on: Day


class ChapterDissolutionForm(Form):
    """`ended_on`: the first day on which it is there no more."""

    chapter_id: UUID
    ended_on: Day


class ChapterMergerForm(ChapterDissolutionForm):
    into_chapter_id: UUID


class ChapterWithdrawalForm(Form):
    chapter_id: UUID


@dataclass(frozen=True)
class Done:
    chapter_id: UUID


def found(form: ChapterForm, by: Caller) -> Command:
    """A chapter is founded, of an association in the officer's reach."""
    id_, of = new_id(), form.association_id
    at = ChapterSite(form.place_id, form.founded_on, form.host_kind, of)

    def decide(states: States) -> Decision:
        by.require(form.place_id)
        association = _association(states, of, by)
        return Decision({id_: states[id_].found(at, form.name, association, by)}, Done(id_))

    streams = dict([(id_, Chapter), (of, Association), allocated(of)])
    return Command(by.origin, streams, decide, by.key)


def call(form: ChapterNameForm, by: Caller) -> Command:
    """From that day on it has another name, or the name of that day was written wrongly. Names are
    shown here and told nobody."""
    id_ = form.chapter_id

    def decide(chapter: Chapter) -> Decision:
        return Decision({id_: chapter.call(form.name, form.since, by)}, Done(id_))

    return command(by, within_reach(by, "chapter", decide), (id_, Chapter), allocated(id_))


def correct(form: ChapterCorrectionForm, by: Caller) -> Command:
    """Where, with whom, when or of which association it was founded or moved was written wrongly:
    figures follow, and as known before they stay."""
    id_, of = form.chapter_id, form.association_id
    right = ChapterSite(form.place_id, form.since, form.host_kind, of)

    def decide(states: States) -> Decision:
        chapter = _chapter(states, id_, by)
        by.require(form.place_id)
        facts = chapter.correct(form.written_on, right, _association(states, of, by), by)
        return Decision({id_: facts}, Done(id_))

    streams = dict([(id_, Chapter), allocated(id_), (of, Association), allocated(of)])
    return Command(by.origin, streams, decide, by.key)


def move(form: ChapterMoveForm, by: Caller) -> Command:
    """From that day on it is one of another association, with all its members; the officer oversees
    the chapter and that association."""
    id_, to = form.chapter_id, form.to_association_id

    def decide(states: States) -> Decision:
        chapter, association = _chapter(states, id_, by), _association(states, to, by)
        return Decision({id_: chapter.move(to, form.moved_on, association, by)}, Done(id_))

    streams = dict([(id_, Chapter), allocated(id_), (to, Association), allocated(to)])
    return Command(by.origin, streams, decide, by.key)


def merge(form: ChapterMergerForm, by: Caller) -> Command:
    """From that day on it goes on in another chapter; the officer oversees both."""
    id_, into = form.chapter_id, form.into_chapter_id

    def decide(states: States) -> Decision:
        chapter, other = _chapter(states, id_, by), _chapter(states, into, by)
        return Decision({id_: chapter.merge(into, other, form.ended_on, by)}, Done(id_))

    streams = dict([(id_, Chapter), allocated(id_), (into, Chapter), allocated(into)])
    return Command(by.origin, streams, decide, by.key)


def dissolve(form: ChapterDissolutionForm, by: Caller) -> Command:
    """From that day on the chapter is there no more."""
    id_ = form.chapter_id

    def decide(chapter: Chapter) -> Decision:
        return Decision({id_: chapter.dissolve(form.ended_on, by)}, Done(id_))

    return command(by, within_reach(by, "chapter", decide), (id_, Chapter), allocated(id_))


def withdraw(form: ChapterWithdrawalForm, by: Caller) -> Command:
    """It was put on the books by mistake: it never was, and counts on no day."""
    id_ = form.chapter_id

    def decide(chapter: Chapter) -> Decision:
        return Decision({id_: chapter.withdraw(ground_of(by))}, Done(id_))

    return command(by, within_reach(by, "chapter", decide), (id_, Chapter), allocated(id_))


def _chapter(states: States, id_: UUID, by: Caller) -> Chapter:
    chapter = states[id_]
    if not isinstance(chapter, Chapter):  # its id was said to be its association's, too
        raise ChapterUnknown
    require_reached(by, "chapter", chapter, states[allocation_stream(id_)])
    return chapter


def _association(states: States, id_: UUID, by: Caller) -> Association:
    association = states[id_]
    if not isinstance(association, Association):
        raise AssociationUnknown
    require_reached(by, "association", association, states[allocation_stream(id_)])
    return association


def routes(counter: Counter) -> list[APIRouter]:
    router = Router(prefix="/registry/v1/chapters", tags=["chapters"])
    for path, rows in _RECORDED.items():
        recording(router, counter, rows, path)
    _waiting(router, counter)
    looking_up(router, counter, CHAPTERS, "registry.chapter.read", ChapterUnknown)
    return [router]


def _waiting(router: APIRouter, counter: Counter) -> None:
    @router.get("/waiting")
    async def everywhere(caller: Reader, page: Paging) -> PageOf[WaitingAt]:
        """The places where chapters wait, because their association is there no more, with how many
        of them; they wait until somebody moves or ends them."""
        on = {"on": caller.day}
        found = await counter.rows(WaitingAt, views.WAITING_ANYWHERE, **on)
        places = [each.place_id for each in found if caller.sees_today(each.place_id)]
        told = {"places": places} | on
        return await counter.page(
            WaitingAt, views.WAITING_AT, page, views.NUMBER_WAITING_AT, **told
        )

    @router.get("/waiting/{place_id}")
    async def of_place(place_id: UUID, caller: Reader, page: Paging) -> PageOf[WaitingChapter]:
        """The chapters on the books of a place that wait, because their association is there no
        more."""
        if caller.tree.place(place_id) is None or not caller.sees_today(place_id):
            raise caller.unknown(place_id)
        told: dict[str, Any] = {"place_id": place_id, "on": caller.day}
        return await counter.page(WaitingChapter, views.WAITING, page, views.NUMBER_WAITING, **told)


def _rows(does: str, form: Any, commanding: Any) -> Rows[Any, Done]:
    return Rows(f"registry.chapter.{does}", form, commanding, Done)


_RECORDED: Mapping[str, Rows[Any, Done]] = {
    "": _rows("found", ChapterForm, found),
    "/names": _rows("call", ChapterNameForm, call),
    "/corrections": _rows("correct", ChapterCorrectionForm, correct),
    "/moves": _rows("move", ChapterMoveForm, move),
    "/mergers": _rows("merge", ChapterMergerForm, merge),
    "/dissolutions": _rows("dissolve", ChapterDissolutionForm, dissolve),
    "/withdrawals": _rows("withdraw", ChapterWithdrawalForm, withdraw),
}
