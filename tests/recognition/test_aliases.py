"""An alias is where its survivor is, with what is not decided of it, until both are two again."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from hypothesis import given as whatever
from hypothesis import strategies as any_

from services.recognition.candidacies.candidacy import refusals as no
from services.recognition.candidacies.candidacy.bearer import Bearer
from services.recognition.candidacies.candidacy.facts import (
    BearerAliasNamed,
    BearerAliasReleased,
    BearerMerged,
    BearerUnmerged,
    CandidacyFact,
    CandidacyMoved,
    Spell,
    Standing,
    TitleRecognised,
    bearer_stream,
)
from services.recognition.reactions import Bearers
from shared.contracts.envelope import Contract
from shared.contracts.fields import Spell as SpellTold
from shared.contracts.registry.allocations import SubjectAllocatedV1
from shared.contracts.registry.families import (
    FamilyMergedV1,
    FamilyMovedV1,
    FamilyRegisteredV1,
    FamilyUnmergedV1,
)
from shared.eventstore.commands import AlsoRead, Command
from shared.eventstore.facts import fold
from shared.messaging.heard import Heard
from shared.vocabulary.refusals import Refusal
from tests.recognition.test_candidacy import ASKED, DAY, FAMILY, HAMLET, TODAY, deciding
from tests.recognition.test_candidacy import registering as registering_for
from tests.recognition.test_moving import HEARD, MOVED_ON, NEW, NOW, PART, REGISTERED, RUN, SINCE
from tests.support.stamps import log_of, stamp_of
from tests.support.story import given

LOG, NOON = log_of("registry"), datetime(2026, 6, 3, tzinfo=UTC)
FAMILIES = [FAMILY, *(uuid5(FAMILY, str(n)) for n in range(3))]
OTHER = FAMILIES[1]
PLACES = (HAMLET, NEW, PART)
FOLLOWED = BearerMerged("family", FAMILY, OTHER, (Spell(NEW, SINCE),))
WENT = CandidacyMoved("family", FAMILY, NEW, *RUN, (Spell(HAMLET, DAY),), (Spell(NEW, DAY),))
HOME = CandidacyMoved("family", FAMILY, HAMLET, *RUN, (Spell(NEW, DAY),), (Spell(HAMLET, DAY),))
PARTED = BearerUnmerged("family", FAMILY, OTHER)
ALIAS = (HEARD, REGISTERED, FOLLOWED, WENT)


def test_what_is_not_decided_of_an_alias_goes_to_its_survivor_and_comes_back() -> None:
    given(Bearer, HEARD, REGISTERED).when(lambda b: b.follow(FOLLOWED)).then(FOLLOWED, WENT)
    given(Bearer, *ALIAS).when(lambda b: b.follow(FOLLOWED)).then_nothing()
    given(Bearer, *ALIAS).when(lambda b: b.part(PARTED)).then(PARTED, HOME)
    given(Bearer, HEARD, REGISTERED).when(lambda b: b.part(PARTED)).then_nothing()


def test_a_survivor_knows_its_aliases_once() -> None:
    named = BearerAliasNamed("family", OTHER, FAMILY)
    released = BearerAliasReleased("family", OTHER, FAMILY)
    given(Bearer).when(lambda b: b.name(named)).then(named)
    given(Bearer, named).when(lambda b: b.name(named)).then_nothing()
    given(Bearer, named).when(lambda b: b.release(released)).then(released)
    given(Bearer).when(lambda b: b.release(released)).then_nothing()


def test_what_was_decided_of_an_alias_stays_and_what_runs_is_decided_where_it_is() -> None:
    recognised = TitleRecognised("family", FAMILY, NEW, "family", 2022, MOVED_ON, "123/QĐ-UBND")
    given(Bearer, *ALIAS, recognised).when(lambda b: b.part(PARTED)).then(PARTED)
    [decided] = deciding()(fold(Bearer(), ALIAS))
    assert isinstance(decided, TitleRecognised)
    assert decided.place_id == NEW


def test_nobody_registers_what_is_merged_and_who_asks_again_is_answered() -> None:
    given(Bearer, HEARD, FOLLOWED).when(registering_for()).then_refused(no.BearerIsMerged)
    given(Bearer, *ALIAS).when(registering_for()).then_nothing()


def test_an_allocation_of_the_survivor_is_a_spell_of_the_alias() -> None:
    known = Hearing()
    for event in (
        registered(0, HAMLET),
        registered(1, HAMLET),
        merged(0, 1),
        SubjectAllocatedV1(
            subject_id=OTHER,
            subject_kind="family",
            place_id=HAMLET,
            to_place_id=PART,
            effective_on=MOVED_ON,
        ),
    ):
        known.hear(event)
    assert known.of(0).whereabouts.followed == (
        Spell(HAMLET, SINCE, MOVED_ON),
        Spell(PART, MOVED_ON),
    )


# Whatever is told, in whatever order.


def registered(who: int, place_id: UUID) -> FamilyRegisteredV1:
    return FamilyRegisteredV1(family_id=FAMILIES[who], place_id=place_id, registered_on=SINCE)


def moved(who: int, place_id: UUID, day: date) -> FamilyMovedV1:
    was = (SpellTold(place_id=HAMLET, since=SINCE),)
    now = (
        SpellTold(place_id=HAMLET, since=SINCE, until=day),
        SpellTold(place_id=place_id, since=day),
    )
    return FamilyMovedV1(family_id=FAMILIES[who], place_id=place_id, moved_on=day, was=was, now=now)


def merged(who: int, into: int) -> FamilyMergedV1:
    return FamilyMergedV1(
        family_id=FAMILIES[who],
        place_id=HAMLET,
        survivor_id=FAMILIES[into],
        merged_on=TODAY,
        ground_code="same-name-and-birth",
        was=(SpellTold(place_id=HAMLET, since=SINCE),),
        now=(),
    )


def unmerged(who: int, out_of: int) -> FamilyUnmergedV1:
    return FamilyUnmergedV1(
        family_id=FAMILIES[who],
        place_id=HAMLET,
        survivor_id=FAMILIES[out_of],
        unmerged_on=TODAY,
        was=(),
        now=(SpellTold(place_id=HAMLET, since=SINCE),),
    )


@dataclass
class Hearing:
    """Recognition that hears events and officers, without a log."""

    states: dict[UUID, Bearer] = field(default_factory=dict)
    number: int = 0

    def of(self, who: int) -> Bearer:
        return self._read(bearer_stream("family", FAMILIES[who]))

    def _read(self, stream: UUID) -> Bearer:
        return self.states.get(stream, Bearer())

    def hear(self, event: Contract) -> dict[UUID, Any]:
        self.number += 1
        [command] = Bearers().commands(Heard(event, stamp_of(event, self.number, LOG, NOON)))
        facts = {stream: facts for stream, facts in self._decided(command).items() if facts}
        for stream, new in facts.items():
            self.states[stream] = fold(self._read(stream), new)
        return facts

    def _decided(self, command: Command) -> dict[UUID, Any]:
        while True:
            try:
                return dict(command.decide({s: self._read(s) for s in command.reads}).facts)
            except AlsoRead as also:
                command = also.extending(command)

    def ask(self, who: int, asking: Callable[[Bearer], list[CandidacyFact]]) -> None:
        stream = bearer_stream("family", FAMILIES[who])
        try:
            facts = asking(self._read(stream))
        except Refusal:
            return
        self.states[stream] = fold(self._read(stream), facts)


WHO = any_.integers(0, 3)
MOVES = any_.tuples(any_.just("move"), WHO, any_.sampled_from(PLACES), any_.integers(1, 400))
ALLOCATIONS = any_.tuples(any_.just("allocate"), WHO, any_.sampled_from(PLACES))
MERGES = any_.tuples(any_.sampled_from(("merge", "unmerge")), WHO, WHO)
ASKS = any_.tuples(any_.sampled_from(("ask", "decide")), WHO)
TOLD = any_.lists(any_.one_of(MOVES, ALLOCATIONS, MERGES, ASKS), max_size=20)


def registry(told: list[Any]) -> tuple[list[Any], dict[int, int]]:
    """What registry would tell of it, event by event, with whose it is, and who is an alias of
    whom in the end. Of an alias nothing else is said."""
    events: list[Any] = [(who, registered(who, HAMLET)) for who in range(4)]
    aliases: dict[int, int] = {}
    for what, who, *rest in told:
        if what == "unmerge" and who in aliases:
            events.append((who, unmerged(who, aliases.pop(who))))
        elif who in aliases and what not in ("ask", "decide"):
            continue
        elif what == "move":
            events.append((who, moved(who, rest[0], SINCE + timedelta(days=rest[1]))))
        elif what == "allocate":
            said = {"subject_id": FAMILIES[who], "subject_kind": "family", "place_id": HAMLET}
            told_of = SubjectAllocatedV1(**said, to_place_id=rest[0], effective_on=MOVED_ON)
            events.append((f"allocation {who}", told_of))
        elif what == "merge" and rest[0] != who and rest[0] not in aliases:
            aliases[who] = rest[0]
            events.append((who, merged(who, rest[0])))
        elif what in ("ask", "decide"):
            events.append((f"officer {who}", (what, who)))
    return events, aliases


def tell(known: Hearing, event: Any) -> None:
    if isinstance(event, Contract):
        known.hear(event)
        assert known.hear(event) == {}, "heard twice it changes nothing"
    elif event[0] == "ask":
        asked = replace(ASKED, bearer_id=FAMILIES[event[1]])
        known.ask(event[1], lambda bearer: bearer.register(asked, HAMLET, TODAY))
    else:
        known.ask(event[1], deciding())


def root(who: int, aliases: dict[int, int]) -> int:
    while who in aliases:
        who = aliases[who]
    return who


@whatever(TOLD, any_.randoms(use_true_random=False))
def test_in_whatever_order_topics_are_heard_what_runs_is_where_the_survivor_is(
    told: list[Any], dice: Any
) -> None:
    events, aliases = registry(told)
    known, mixed = Hearing(), Hearing()
    for _, event in events:
        tell(known, event)
    queues: dict[Any, list[Any]] = {}
    for whose, event in events:
        queues.setdefault(whose, []).append(event)
    while left := [queue for queue in queues.values() if queue]:
        tell(mixed, dice.choice(left).pop(0))
    for one in (known, mixed):
        for who in range(4):
            bearer, survivor = one.of(who), one.of(root(who, aliases))
            assert (bearer.survivor_id is None) == (who not in aliases)
            assert bearer.whereabouts.last == survivor.whereabouts.last
            for run in bearer.candidacies.values():
                if run.standing is Standing.REGISTERED and not run.set_back:
                    assert run.place_id == survivor.whereabouts.seated()[-1].place_id or (
                        who not in aliases and run.place_id == survivor.whereabouts.books
                    )
                    assert run.spells == bearer.whereabouts.counted(run.asked.registered_on)
    for who in range(4):
        assert known.of(who).whereabouts == mixed.of(who).whereabouts
        assert known.of(who).aliases == mixed.of(who).aliases


def test_a_merge_heard_before_what_the_survivor_told_counts_from_then_on() -> None:
    known = Hearing()
    for event in (registered(0, HAMLET), merged(0, 1)):
        known.hear(event)
    assert known.of(0).whereabouts.last == HAMLET
    known.hear(registered(1, NEW))
    assert known.of(0).whereabouts.last == NEW


def test_what_the_alias_of_an_alias_runs_for_comes_along() -> None:
    known = Hearing()
    for event in (*(registered(who, HAMLET) for who in range(3)), merged(0, 1), merged(1, 2)):
        known.hear(event)
    known.ask(0, registering_for())
    known.hear(moved(2, NEW, MOVED_ON))
    assert known.of(0).whereabouts.last == NEW
    known.hear(unmerged(1, 2))
    assert known.of(0).whereabouts.last == HAMLET
    assert NOW[-1].place_id == NEW
