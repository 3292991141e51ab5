"""Of bearers that are one, one run counts for a title of a year, until they are two again."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given as whatever
from hypothesis import settings
from hypothesis import strategies as any_

from services.recognition.candidacies.candidacy import refusals as no
from services.recognition.candidacies.candidacy.facts import (
    CandidacyRestated,
    RecognitionRestated,
    Revocation,
    Spell,
    Standing,
    Verdict,
    Withdrawal,
    bearer_stream,
)
from services.recognition.candidacies.card import CARD
from services.recognition.candidacies.changing import Together
from services.rollups.measures.catalogue import HEARD
from services.rollups.measures.counting import contributions
from shared.contracts.envelope import Contract
from shared.contracts.registry.families import FamilyWithdrawnV1
from shared.eventstore.commands import AlsoRead
from shared.eventstore.facts import fold
from shared.vocabulary.refusals import Refusal
from shared.web.card import fact_of
from tests.recognition.test_aliases import (
    FAMILIES,
    PLACES,
    Hearing,
    merged,
    moved,
    registered,
    registry,
    root,
    unmerged,
)
from tests.recognition.test_candidacy import ASKED, DAY, DECIDED, HAMLET, TODAY
from tests.recognition.test_moving import MOVED_ON, NEW

SAY = {fact_of(each): each for each in CARD.told}
NAMED = ("family", 2022)
OLDER, YOUNGER = 0, 1
LATER, REVOKED_ON = DAY + timedelta(days=1), date(2022, 11, 22)


@dataclass
class Counted(Hearing):
    """What officers ask, too, and all that is published of it."""

    published: list[Any] = field(default_factory=list)

    def hear(self, event: Contract) -> dict[UUID, Any]:
        facts = super().hear(event)
        self._publish(facts)
        return facts

    def _publish(self, facts: dict[UUID, Any]) -> None:
        for stream, said in facts.items():
            self.published += [SAY[type(each)](stream, each) for each in said if type(each) in SAY]

    def asked(self, who: int, what: str, day: date = DAY) -> None:
        """Raises what it is refused with."""
        ask: dict[str, Any] = {
            "run": lambda bearer: bearer.register(
                replace(ASKED, bearer_id=FAMILIES[who], registered_on=day), HAMLET, TODAY
            ),
            "recognise": lambda b: b.decide(Verdict(*NAMED, DECIDED, "1/QĐ-UBND"), TODAY),
            "decline": lambda b: b.decide(
                Verdict(*NAMED, DECIDED, "2/QĐ-UBND", "evidence-missing"), TODAY
            ),
            "withdraw": lambda b: b.withdraw(Withdrawal(*NAMED, _begun(b)), TODAY),
            "revoke": lambda b: b.revoke(
                Revocation(*NAMED, REVOKED_ON, "3/QĐ-UBND", "false-declaration"), TODAY
            ),
        }
        states = {bearer_stream("family", FAMILIES[who]): self.of(who)}
        while True:
            together = Together("family", states)
            try:
                together.ask(FAMILIES[who], ask[what](self.of(who)))
                break
            except AlsoRead as also:
                states |= {stream: self._read(stream) for stream in also.streams}
        for stream, facts in together.facts.items():
            self.states[stream] = fold(self._read(stream), facts)
        self._publish(together.facts)

    def figures(self) -> Counter[Any]:
        """What is published adds up to: by measure, dimensions, place and day."""
        sums: Counter[Any] = Counter()
        for event in self.published:
            for *where, value in contributions(event) if type(event) in HEARD else ():
                sums[tuple(where)] += value
        return Counter({each: value for each, value in sums.items() if value})

    def recount(self) -> Counter[Any]:
        """What the runs add up to that count."""
        sums: Counter[Any] = Counter()
        for bearer in self.states.values():
            run = bearer.candidacies.get(NAMED)
            if run is None or run.set_back or not run.holds:
                continue
            counted = [("registered", "family/new/2022", run.spells)]
            if run.standing in (Standing.RECOGNISED, Standing.REVOKED):
                until = REVOKED_ON if run.standing is Standing.REVOKED else None
                counted += [("recognised", "family/2022", (Spell(run.place_id, DECIDED, until),))]
            for measure, by, spells in counted:
                for spell in spells:
                    sums[measure, by, spell.place_id, spell.since] += 1
                    if spell.until is not None:
                        sums[measure, by, spell.place_id, spell.until] -= 1
        return Counter({each: value for each, value in sums.items() if value})

    def counting(self, who: int) -> bool:
        return not self.of(who).candidacies[NAMED].set_back


def _begun(bearer: Any) -> date:
    """Whoever withdraws on that day never counted."""
    run = bearer.candidacies.get(NAMED)
    return DAY if run is None else run.asked.registered_on


def two(*asked: tuple[int, str]) -> Counted:
    """Two registers that run both, and what is asked of them; the younger one is to be the
    survivor."""
    known = Counted()
    for who in (OLDER, YOUNGER):
        known.hear(registered(who, HAMLET))
    known.asked(OLDER, "run")
    known.asked(YOUNGER, "run", LATER)
    for who, what in asked:
        known.asked(who, what)
    return known


MERGED, PARTED = merged(OLDER, YOUNGER), unmerged(OLDER, YOUNGER)


@pytest.mark.parametrize(
    ("asked", "stays"),
    [
        ((), OLDER),
        (((YOUNGER, "recognise"),), YOUNGER),
        (((OLDER, "decline"), (YOUNGER, "recognise")), YOUNGER),
        (((YOUNGER, "decline"),), YOUNGER),
        (((OLDER, "recognise"), (YOUNGER, "recognise")), YOUNGER),
        (((OLDER, "recognise"), (OLDER, "revoke"), (YOUNGER, "recognise")), YOUNGER),
        (((OLDER, "recognise"), (OLDER, "revoke")), OLDER),
    ],
    ids=["both run", "one recognised", "one declined", "one decided", "both", "one revoked", "was"],
)
def test_the_recognised_the_decided_the_older_one_counts_and_both_do_when_they_are_two_again(
    asked: tuple[tuple[int, str], ...], stays: int
) -> None:
    known = two(*asked)
    before = known.figures()
    known.hear(MERGED)
    assert [who for who in (OLDER, YOUNGER) if known.counting(who)] == [stays]
    assert known.figures() == known.recount()
    known.hear(PARTED)
    assert known.counting(OLDER)
    assert known.counting(YOUNGER)
    assert known.figures() == known.recount() == before


def test_what_is_set_back_is_said_with_all_its_days() -> None:
    known = two((YOUNGER, "recognise"), (OLDER, "recognise"), (OLDER, "revoke"))
    known.published.clear()
    facts = known.hear(MERGED)[bearer_stream("family", FAMILIES[OLDER])]
    whose = ("family", FAMILIES[OLDER], HAMLET, *NAMED)
    assert facts[-2:] == [
        CandidacyRestated(*whose, "new", (Spell(HAMLET, DAY),), ()),
        RecognitionRestated(*whose, (Spell(HAMLET, DECIDED, REVOKED_ON),), ()),
    ]


def test_what_is_set_back_is_not_gone_on_with() -> None:
    known = two()
    known.hear(MERGED)
    for what in ("recognise", "decline", "withdraw"):
        with pytest.raises(no.CandidacySetBack):
            known.asked(YOUNGER, what)
    known = two((OLDER, "recognise"), (YOUNGER, "recognise"))
    known.hear(MERGED)
    with pytest.raises(no.CandidacySetBack):
        known.asked(OLDER, "revoke")
    known.asked(OLDER, "recognise")
    known.asked(OLDER, "run")


def test_a_survivor_does_not_run_beside_its_alias() -> None:
    known = Counted()
    for who in (OLDER, YOUNGER):
        known.hear(registered(who, HAMLET))
    known.asked(OLDER, "run")
    known.hear(MERGED)
    with pytest.raises(no.AnotherRegisterRuns):
        known.asked(YOUNGER, "run", LATER)
    known.asked(OLDER, "withdraw")
    known.asked(YOUNGER, "run", LATER)
    assert known.figures() == known.recount()


def test_when_the_one_that_counted_is_over_the_other_one_counts() -> None:
    known = two()
    known.hear(MERGED)
    known.asked(OLDER, "withdraw")
    assert known.counting(YOUNGER)
    known = two((OLDER, "recognise"), (YOUNGER, "recognise"))
    known.hear(MERGED)
    known.asked(YOUNGER, "revoke")
    assert known.counting(OLDER)
    assert not known.counting(YOUNGER)
    assert known.figures() == known.recount()


def test_what_is_set_back_counts_again_where_its_bearer_went_meanwhile() -> None:
    known = two()
    known.hear(MERGED)
    known.hear(moved(YOUNGER, NEW, MOVED_ON))
    assert known.figures() == known.recount()
    known.hear(PARTED)
    assert known.of(OLDER).candidacies[NAMED].spells == (Spell(HAMLET, DAY),)
    assert known.of(YOUNGER).candidacies[NAMED].spells[-1] == Spell(NEW, MOVED_ON)
    assert known.figures() == known.recount()


def test_a_bearer_that_never_was_takes_along_what_is_set_back() -> None:
    known = two()
    known.hear(MERGED)
    whose = {"family_id": FAMILIES[YOUNGER], "place_id": HAMLET}
    known.hear(FamilyWithdrawnV1(**whose, was=(), now=(), ground_code="import-undone"))
    assert known.of(YOUNGER).candidacies[NAMED].standing is Standing.WITHDRAWN
    assert known.figures() == known.recount()


WHO = any_.integers(0, 2)
MOVES = any_.tuples(any_.just("move"), WHO, any_.sampled_from(PLACES), any_.integers(1, 400))
MERGES = any_.tuples(any_.sampled_from(("merge", "merge", "unmerge")), WHO, WHO)
ASKS = any_.tuples(
    any_.sampled_from(("recognise", "recognise", "run", "decline", "withdraw", "revoke")),
    WHO,
    any_.integers(0, 3),
)
DAYS = any_.tuples(*[any_.integers(0, 3)] * 3)
"""Of each of three, on which it is registered first."""
TOLD = any_.lists(any_.one_of(MERGES, MOVES, ASKS), min_size=3, max_size=16)


def events_of(days: tuple[int, ...], told: list[Any]) -> tuple[list[Any], dict[int, int]]:
    """As `registry` has it, with what officers ask beside."""
    events: list[Any] = [(who, registered(who, HAMLET)) for who in range(4)]
    aliases: dict[int, int] = {}
    for what, who, *rest in [*(("run", who, day) for who, day in enumerate(days)), *told]:
        if what in ("move", "merge", "unmerge"):
            said, _ = registry([*_before(aliases), (what, who, *rest)])
            new = said[4 + len(aliases) :]
            events += new
            if new and what == "merge":
                aliases[who] = rest[0]
            elif new and what == "unmerge":
                del aliases[who]
        else:
            events.append((f"officer {who}", (what, who, DAY + timedelta(days=rest[0]))))
    return events, aliases


def _before(aliases: dict[int, int]) -> Iterator[Any]:
    yield from (("merge", who, into) for who, into in aliases.items())


def tell(known: Counted, event: Any) -> None:
    if isinstance(event, Contract):
        known.hear(event)
        assert known.hear(event) == {}, "heard twice it changes nothing"
        return
    what, who, day = event
    try:
        known.asked(who, what, day)
    except Refusal:
        return


@settings(max_examples=100)
@whatever(DAYS, TOLD, any_.randoms(use_true_random=False))
def test_in_whatever_order_one_of_each_counts_and_figures_equal_a_recount(
    days: tuple[int, ...], told: list[Any], dice: Any
) -> None:
    events, aliases = events_of(days, told)
    known, mixed = Counted(), Counted()
    for _, event in events:
        tell(known, event)
        assert known.figures() == known.recount()
    queues: dict[Any, list[Any]] = {}
    for whose, event in events:
        queues.setdefault(whose, []).append(event)
    while left := [queue for queue in queues.values() if queue]:
        tell(mixed, dice.choice(left).pop(0))
        assert mixed.figures() == mixed.recount()
    for one in (known, mixed):
        holds, counts = Counter[int](), Counter[int]()
        for who in range(4):
            run = one.of(who).candidacies.get(NAMED)
            if run is not None and run.holds:
                holds[root(who, aliases)] += 1
                counts[root(who, aliases)] += not run.set_back
        assert counts == dict.fromkeys(holds, 1)
