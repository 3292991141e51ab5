"""The routes: figures of a place, the report on families, and what a figure is made of."""

from typing import Annotated, Final

import msgspec
from fastapi import APIRouter, Query

from services.rollups.api.asked import (
    MeasureForm,
    MeasuresForm,
    TitleForm,
    asked_measure,
    question_of,
)
from services.rollups.api.shown import (
    FamiliesReportShown,
    FiguresShown,
    LineageShown,
    Shown,
    in_order,
)
from services.rollups.figures.families import MEASURES, families_report
from services.rollups.measures.counted import measure
from services.rollups.views.answers import Answers
from services.rollups.views.contributions import Lineage, Page, Source
from shared.web import conversation
from shared.web.caller import Caller, reads
from shared.web.counter import Counter
from shared.web.pages import PageOf
from shared.web.routing import Router

LARGEST_POSITION: Final = 2**63 - 1
Position = Annotated[int, msgspec.Meta(ge=0, le=LARGEST_POSITION)]
PlaceInLog = tuple[str, Position, str]

SeesFigures = Annotated[Caller, reads("rollups.figure.read")]
ListsLineage = Annotated[Caller, reads("rollups.figure.list")]


def routes(counter: Counter) -> list[APIRouter]:
    router = Router(prefix="/rollups/v1", tags=["rollups"])

    @router.get("/figures")
    async def figures(form: Annotated[MeasuresForm, Query()], caller: SeesFigures) -> FiguresShown:
        """Measures of a place on a day (of what happens: since a day), each with its rows."""
        return await _figures(counter, form, caller)

    @router.get("/reports/families")
    async def families(
        form: Annotated[TitleForm, Query()], caller: SeesFigures
    ) -> FamiliesReportShown:
        """Families registered for and recognised with a title of a year, place by place."""
        return await _families(counter, form, caller)

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


async def _figures(counter: Counter, form: MeasuresForm, caller: Caller) -> FiguresShown:
    measures = [asked_measure(name, form) for name in dict.fromkeys(form.measure)]
    tree, question = await question_of(counter, form, caller, form.since)
    answer = await counter.has(Answers).figures(tree, question, measures)
    shown = Shown(tree, question.tree_day)
    return FiguresShown(
        place=shown.place(question.place_id),
        on=question.on,
        as_of=question.as_of,
        boundary=question.boundary,
        data_as_of=answer.data_as_of,
        figures=[shown.figure(each, question, answer.totals[each.name]) for each in measures],
    )


async def _families(counter: Counter, form: TitleForm, caller: Caller) -> FamiliesReportShown:
    measures = [measure(name, form.title, form.year) for name in MEASURES]
    tree, question = await question_of(counter, form, caller)
    answer = await counter.has(Answers).figures(tree, question, measures)
    report = families_report(question.place_id, question.on, answer.totals)
    shown = Shown(tree, question.tree_day)
    return FamiliesReportShown(
        title=form.title,
        year=form.year,
        on=question.on,
        as_of=question.as_of,
        boundary=question.boundary,
        data_as_of=answer.data_as_of,
        places_until=tree.listed_until,
        whole=shown.families(report.whole),
        lines=in_order(map(shown.families, report.lines)),
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


def _source(last: Lineage) -> Source:
    return Source(last.topic, last.position, last.measure)
