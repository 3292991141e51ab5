"""The routes: figures of a place, the report on families, and what a figure is made of."""

from datetime import date
from typing import Annotated, Final
from uuid import UUID

import msgspec
from fastapi import APIRouter, Query

from services.rollups.api.asked import (
    MeasureForm,
    MeasuresForm,
    ShareRestated,
    TitleForm,
    asked_measure,
    base_measure,
    question_of,
)
from services.rollups.api.populations import add_populations
from services.rollups.api.shares import shares_of
from services.rollups.api.shown import (
    FiguresShown,
    LineageShown,
    ReportModels,
    ReportShown,
    Shown,
    in_order,
    models_of,
)
from services.rollups.figures.catalogue import REPORTS
from services.rollups.figures.reports import Report, drawn
from services.rollups.measures.asking import measure
from services.rollups.views.answers import Answers
from services.rollups.views.contributions import Lineage, Page, Source
from shared.web import conversation
from shared.web.caller import Caller, reads
from shared.web.counter import Counter
from shared.web.pages import PageOf
from shared.web.routing import Router

LARGEST_POSITION: Final = 2**63 - 1
Position = Annotated[int, msgspec.Meta(ge=0, le=LARGEST_POSITION)]
Value = Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)]
PlaceInLog = tuple[str, Position, str, str, UUID, date, Value]

SeesFigures = Annotated[Caller, reads("rollups.figure.read")]
ListsLineage = Annotated[Caller, reads("rollups.figure.list")]


def routes(counter: Counter) -> list[APIRouter]:
    router = Router(prefix="/rollups/v1", tags=["rollups"])

    @router.get("/figures")
    async def figures(form: Annotated[MeasuresForm, Query()], caller: SeesFigures) -> FiguresShown:
        """Measures of a place on a day (of what happens: since a day), each with its rows."""
        return await _figures(counter, form, caller)

    add_populations(router, counter)
    for report in REPORTS:
        _add(router, counter, report)

    @router.get("/lineage")
    async def lineage(
        form: Annotated[MeasureForm, Query()],
        caller: ListsLineage,
        page: Annotated[conversation.Page[PlaceInLog], conversation.paged_by(PlaceInLog)],
    ) -> PageOf[LineageShown]:
        """The contributions that add up to a figure, and the events they came from."""
        chosen = Page(page.limit) if page.after is None else Page(page.limit, Source(*page.after))
        return await _lineage(counter, form, caller, chosen)

    return [router]


def _add(router: APIRouter, counter: Counter, report: Report) -> None:
    """The route of a report."""
    models = models_of(report)

    async def shown(form: Annotated[TitleForm, Query()], caller: SeesFigures) -> ReportShown:
        return await _report(counter, report, models, form, caller)

    router.add_api_route(
        f"/reports/{report.name}",
        shown,
        methods=["GET"],
        name=report.name,
        description=report.meaning,
        response_model=models.report,
    )


async def _figures(counter: Counter, form: MeasuresForm, caller: Caller) -> FiguresShown:
    measures = [asked_measure(name, form, form.by) for name in dict.fromkeys(form.measure)]
    if form.of is not None and form.boundary not in (None, form.on):
        raise ShareRestated()
    tree, question = await question_of(counter, form, caller, form.since)
    base = base_measure(form)
    counted = [*measures, base] if base is not None and base not in measures else measures
    answer = await counter.has(Answers).figures(tree, question, counted)
    shares = await shares_of(counter, form.of, tree, question)
    of_base = None if base is None else answer.whole(base)
    shown = Shown(tree, question.tree_day, shares, of_base)
    return FiguresShown(
        place=shown.place(question.place_id),
        on=question.on,
        as_of=question.as_of,
        boundary=question.boundary,
        data_as_of=answer.known.data_as_of,
        rebuild_wanted=answer.known.rebuild_wanted,
        figures=[
            shown.figure(each, values, question, total)
            for each in measures
            for values, total in sorted(answer.totals[each].items())
        ],
    )


async def _report(
    counter: Counter, report: Report, models: ReportModels, form: TitleForm, caller: Caller
) -> ReportShown:
    measures = {
        number: measure(number.measure, form.title, form.year, number.only)
        for number in report.numbers
    }
    tree, question = await question_of(counter, form, caller)
    answer = await counter.has(Answers).figures(tree, question, list(measures.values()))
    totals = {number: answer.whole(asked) for number, asked in measures.items()}
    found = drawn(report, question.place_id, question.on, totals)
    shown = Shown(tree, question.tree_day)
    return models.report(
        title=form.title,
        year=form.year,
        on=question.on,
        as_of=question.as_of,
        boundary=question.boundary,
        data_as_of=answer.known.data_as_of,
        rebuild_wanted=answer.known.rebuild_wanted,
        places_until=tree.listed_until,
        whole=shown.line(found.whole, models.line),
        lines=in_order(shown.line(each, models.line) for each in found.lines),
    )


async def _lineage(
    counter: Counter, form: MeasureForm, caller: Caller, page: Page
) -> PageOf[LineageShown]:
    chosen = asked_measure(form.measure, form)
    tree, question = await question_of(counter, form, caller, form.since)
    found = await counter.has(Answers).lineage(tree, question, chosen, page)
    shown = Shown(tree, question.tree_day)
    full = len(found) == page.limit
    next_cursor = conversation.cursor_of(_source(found[-1])) if full else None
    return PageOf(items=[shown.lineage(each) for each in found], next_cursor=next_cursor)


def _source(last: Lineage) -> list[str | int]:
    """As a cursor holds it."""
    said: list[str | int] = msgspec.to_builtins([getattr(last, name) for name in Source._fields])
    return said
