"""Why two were said to be one, or to be two, in the officer's own words: kept apart from the facts,
and gone with whomever it is about."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated, Any, Final, Literal, NamedTuple
from uuid import UUID

from fastapi import Depends
from pydantic import BaseModel

from services.registry.clans.clan import Clan
from services.registry.duplicates.api.forms import (
    DismissalForm,
    KindOfThing,
    MergeForm,
    UnmergeForm,
)
from services.registry.duplicates.api.placing import NOTHING, Company, Way
from services.registry.duplicates.merging.facts import (
    CLAN,
    ESTABLISHMENT,
    FAMILY,
    PERSON,
    BearerMerged,
    BearerUnmerged,
    DuplicateDismissed,
    PersonMerged,
    PersonUnmerged,
)
from services.registry.duplicates.merging.pairs import Pair, pair_id
from services.registry.duplicates.merging.refusals import MergeUnknown
from services.registry.establishments.establishment import Establishment
from services.registry.families.family.family import Family
from services.registry.people.person import Person
from services.registry.people.texts.reading import shown
from services.registry.people.texts.reasons import Reasons, WithReason, attached
from services.registry.people.vault.keeping import Vault
from services.registry.people.vault.restricting import AskedRestricting, Restricting
from shared.eventstore.commands import Command, Decision
from shared.web.bulk import AskedSpeech
from shared.web.caller import Caller, reads
from shared.web.counter import Counter
from shared.web.pages import PageOf
from shared.web.routing import Router

Reading = Annotated[Caller, reads("registry.duplicate.read")]
Said = PersonMerged | PersonUnmerged | BearerMerged | BearerUnmerged | DuplicateDismissed
SAID: Final = (PersonMerged, PersonUnmerged, BearerMerged, BearerUnmerged, DuplicateDismissed)
STATES: Final[Mapping[str, type[Any]]] = {
    PERSON: Person,
    FAMILY: Family,
    CLAN: Clan,
    ESTABLISHMENT: Establishment,
}


def _of_people(form: MergeForm | UnmergeForm | DismissalForm) -> Sequence[UUID]:
    if form.kind != PERSON:
        return ()
    return (form.merged_id,) if isinstance(form, UnmergeForm) else form.ids


def _beside(form: Any) -> Sequence[UUID]:
    """The two by every reference, or whoever belongs to both families, or heads both clans: as they
    were placed."""
    beside: Company = form.beside
    return tuple(beside.same)


OF_MERGES: Final = Reasons[MergeForm](_of_people, beside=_beside)
OF_UNMERGES: Final = Reasons[UnmergeForm](_of_people, beside=_beside, unknown=MergeUnknown)
OF_DISMISSALS: Final = Reasons[DismissalForm](_of_people, beside=_beside)


def reasoned(form: WithReason, command: Command) -> Command:
    """Whatever it decides says why, if why was said."""
    reason_id = form.reason_id
    if reason_id is None:
        return command

    def decide(states: Mapping[UUID, Any]) -> Decision:
        decided = command.decide(states)
        facts = dict(decided.facts)
        for stream, each in decided.facts.items():
            told = [isinstance(fact, SAID) for fact in each]
            if any(told):
                facts[stream] = [
                    replace(fact, reason_id=reason_id) if isinstance(fact, SAID) else fact
                    for fact in each
                ]
                facts |= attached(reason_id, stream)
        return replace(decided, facts=facts)

    return replace(command, decide=decide)


class Two(NamedTuple):
    """Two of one kind, whichever is an alias of the other."""

    kind: KindOfThing
    two: tuple[UUID, UUID]


async def _two(kind: KindOfThing, one_id: UUID, other_id: UUID) -> Two:
    return Two(kind, (one_id, other_id))


AskedTwo = Annotated[Two, Depends(_two)]


class WhyShown(BaseModel):
    """What was said of the two on a day, and why; null: no reason was said. "(đã xoá)" if whom it
    is about is gone, "(hạn chế)" if one of them is not shown."""

    said_code: Literal["merged", "unmerged", "dismissed"]
    said_on: date
    reason: str | None


def telling_why(router: Router, counter: Counter, ways: Mapping[str, Way]) -> None:
    @router.get("/reasons")
    async def reasons(
        of: AskedTwo,
        caller: Reading,
        speech: AskedSpeech,
        restricting: AskedRestricting,
    ) -> PageOf[WhyShown]:
        """Why two of a kind were merged and taken apart, each time, and why they were said to be
        two, in the officers' own words; to whoever reaches both."""
        kind, two = of.kind, of.two
        places = await ways[kind].places(counter, two)
        if not all(caller.sees(places.get(each)).is_something for each in two):
            raise MergeUnknown
        told = [each for each in await _said(counter, kind, two) if _is_seen(each, places, caller)]
        ids = [each.reason_id for each in told if each.reason_id]
        if ids and await _are_hidden(counter, ways[kind], two, caller, restricting):
            words: Mapping[UUID, str] = dict.fromkeys(ids, restricting.name)
        else:
            words = await shown(counter, ids, caller, speech.language)
        return PageOf(items=[_shown(each, words) for each in told])


async def _said(counter: Counter, kind: str, two: tuple[UUID, UUID]) -> list[Said]:
    pair = pair_id(*two)
    wanted: list[tuple[UUID, type[Any]]] = [(pair, Pair), *((each, STATES[kind]) for each in two)]
    found = await counter.transactions.store.reader.read(wanted)
    told = [*_of_pair(found[pair, Pair].state)]
    for one, other in (two, two[::-1]):
        told += [each for each in found[one, STATES[kind]].state.merges if _is_of(each, other)]
    return sorted(told, key=_day)


def _of_pair(pair: Pair) -> Iterator[Said]:
    if pair.dismissed is not None:
        yield pair.dismissed


def _is_of(said: Said, other: UUID) -> bool:
    match said:
        case PersonMerged() | PersonUnmerged():
            return said.survivor_ref == other
        case BearerMerged() | BearerUnmerged():
            return said.survivor_id == other
        case DuplicateDismissed():
            return True


def _day(said: Said) -> date:
    match said:
        case PersonMerged() | BearerMerged():
            return said.merged_on
        case PersonUnmerged() | BearerUnmerged():
            return said.unmerged_on
        case DuplicateDismissed():
            return said.dismissed_on


def _is_seen(said: Said, places: Mapping[UUID, UUID], caller: Caller) -> bool:
    return all(caller.sees(each).shows(_day(said)) for each in places.values())


async def _are_hidden(
    counter: Counter,
    way: Way,
    two: tuple[UUID, UUID],
    caller: Caller,
    restricting: Restricting,
) -> bool:
    """Whether the processing of anybody is restricted whom it is about."""
    beside = await way.beside(counter, two)
    people = {*two}.union(*(beside.get(each, NOTHING).same for each in two))
    places = await counter.has(Vault).places(people)
    return bool(await restricting.hidden(counter, places, caller))


def _shown(said: Said, words: Mapping[UUID, str]) -> WhyShown:
    code: Literal["merged", "unmerged", "dismissed"] = "dismissed"
    if isinstance(said, PersonMerged | BearerMerged):
        code = "merged"
    elif isinstance(said, PersonUnmerged | BearerUnmerged):
        code = "unmerged"
    reason = None if said.reason_id is None else words[said.reason_id]
    return WhyShown(said_code=code, said_on=_day(said), reason=reason)
