"""The counter for counts of places: state, correct and withdraw them, look them up."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter
from psycopg.rows import class_row
from pydantic import Field

from services.registry.bearers.withdrawing import ground_of
from services.registry.populations.population import Population, Source, Which
from services.registry.populations.views import NUMBER, PAGE, POPULATIONS, PopulationRow
from shared.eventstore.commands import Command, Decision, command
from shared.web.bulk import Rows, recording
from shared.web.caller import Caller, reads
from shared.web.conversation import Page, cursor_of, paged_by
from shared.web.counter import Counter
from shared.web.looking_up import answer_of
from shared.web.pages import PageOf
from shared.web.routing import Router
from shared.web.values import Day, Form, NumberOfDocument, Text, WholeNumber

PopulationKind = Annotated[Text, Field(max_length=64, examples=["inhabitants"])]
SourceCode = Annotated[Text, Field(max_length=64, examples=["census"])]
Reading = Annotated[Caller, reads("registry.population.read")]
Sorted = tuple[date, str]
Paging = Annotated[Page[Sorted], paged_by(Sorted)]
BEFORE_ALL: Final = (date.min, "")


class PopulationWithdrawalForm(Form):
    """Of which place, of which kind (inhabitants, households, adults, workers, officers, pupils),
    and of which day."""

    place_id: UUID
    population_kind: PopulationKind
    counted_on: Day

    @property
    def which(self) -> Which:
        return Which(self.place_id, self.population_kind, self.counted_on)


class PopulationForm(PopulationWithdrawalForm):
    """How many, and who says so: `document_number` or, where no document does, `source_code`
    (census, statistics, residence-register, home-affairs, education, own-report)."""

    number: WholeNumber
    source_code: SourceCode | None = None
    document_number: NumberOfDocument | None = None

    @property
    def source(self) -> Source:
        return Source(self.source_code, self.document_number)


@dataclass(frozen=True)
class Done:
    population_id: UUID


def state(form: PopulationForm, by: Caller) -> Command:
    """A place has so many of a kind on a day. It stands for all of the place, and holds until the
    next count of the place and kind. Another number for the same day is a correction."""
    of = form.which

    def decide(known: Population) -> Decision:
        by.require(of.place_id)
        facts = known.state(of, form.number, form.source, by)
        return Decision({of.stream: facts}, Done(of.stream))

    return command(by, decide, (of.stream, Population))


def correct(form: PopulationForm, by: Caller) -> Command:
    """The source said another number for that day, or it was another source: figures follow, and
    as known before they stay."""
    of = form.which

    def decide(known: Population) -> Decision:
        by.require(of.place_id)
        facts = known.correct(of, form.number, form.source)
        return Decision({of.stream: facts}, Done(of.stream))

    return command(by, decide, (of.stream, Population))


def give_back(form: PopulationWithdrawalForm, by: Caller) -> Command:
    """The last correction of it never was: what was stated before is stated again."""
    of = form.which

    def decide(known: Population) -> Decision:
        by.require(of.place_id)
        return Decision({of.stream: known.give_back(of)}, Done(of.stream))

    return command(by, decide, (of.stream, Population))


def withdraw(form: PopulationWithdrawalForm, by: Caller) -> Command:
    """It was never stated: the count before holds on. It may be stated anew."""
    of = form.which

    def decide(known: Population) -> Decision:
        by.require(of.place_id)
        return Decision({of.stream: known.withdraw(of, ground_of(by))}, Done(of.stream))

    return command(by, decide, (of.stream, Population))


def routes(counter: Counter) -> list[APIRouter]:
    router = Router(prefix="/registry/v1/populations", tags=["populations"])
    correcting = Rows("registry.population.correct", PopulationForm, correct, Done)
    withdrawing = Rows("registry.population.withdraw", PopulationWithdrawalForm, withdraw, Done)
    recording(router, counter, Rows("registry.population.state", PopulationForm, state, Done))
    recording(router, counter, correcting, "/corrections")
    recording(router, counter, withdrawing, "/withdrawals")

    @router.get("")
    async def of_place(
        place_id: UUID, caller: Reading, page: Paging, on: Day | None = None
    ) -> PageOf[PopulationRow]:
        """How many of each kind a place stated for which day, by whom, the earliest day first.
        With `on`, what holds on that day: of each kind the last one by then, and nothing of a place
        that is not in force. What became of a place has none until it states one."""
        seen = caller.sees(place_id)
        if caller.tree.place(place_id) is None or not seen.is_something:
            raise caller.unknown(place_id)
        if on is not None and not caller.tree.in_force(place_id, on):
            on = date.min  # nothing holds
        return await _page(counter, page, {"place_id": place_id, "until": seen.until, "on": on})

    answer_of(POPULATIONS, of_place)
    return [router]


async def _page(
    counter: Counter, page: Page[Sorted], asked: dict[str, object]
) -> PageOf[PopulationRow]:
    after_day, after_kind = page.after or BEFORE_ALL
    asked |= {"after_day": after_day, "after_kind": after_kind, "most": page.limit + 1}
    async with counter.connections.connection() as connection:
        (number,) = await (await connection.execute(NUMBER.encode(), asked)).fetchone() or (0,)
        async with connection.cursor(row_factory=class_row(PopulationRow)) as cursor:
            found = await (await cursor.execute(PAGE.encode(), asked)).fetchall()
    shown = found[: page.limit]
    last = shown[-1] if len(found) > page.limit else None
    after = last and cursor_of([last.counted_on.isoformat(), last.population_kind])
    return PageOf(items=shown, number=number, next_cursor=after)
