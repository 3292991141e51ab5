"""Reports as values: one kind of line for all of them, and what cannot be drawn up is refused."""

from datetime import date

import pytest

from services.rollups.api.shown import models_of
from services.rollups.figures.catalogue import REPORTS
from services.rollups.figures.ratios import Basis, Ratio
from services.rollups.figures.reports import (
    Column,
    Number,
    Report,
    ReportMisdescribed,
    Share,
    drawn,
)
from services.rollups.figures.totals import Part, Row, Total
from tests.rollups.territory import place_id

ON = date(2022, 9, 23)
WARD, OTHER = place_id("79/766/26965"), place_id("79/766/26968")
CLANS = Number("clans")
RUNNING = Number("registered", (("title", "clan"),))
TAN_BINH = Report(
    "tan-binh",
    "Clans that run, of all clans, beside the scholarships.",
    (
        Column("clans_registered", Share(RUNNING, CLANS, Basis.TOTAL)),
        Column("grants", Number("scholarship-grants")),
    ),
)


def test_every_line_says_what_each_column_asks() -> None:
    """As the report of Tân Bình does: 43 of 43 clans, 1.475 scholarships."""
    totals = {
        CLANS: Total(None, (Row(Part.CHILD, WARD, 40), Row(Part.CHILD, OTHER, 3))),
        RUNNING: Total(None, (Row(Part.CHILD, WARD, 43),)),
        Number("scholarship-grants"): Total(None, (Row(Part.UNALLOCATED, None, 1475),)),
    }
    found = drawn(TAN_BINH, None, ON, totals)
    assert found.whole.said == {"clans_registered": Ratio(43, 43, Basis.TOTAL, ON), "grants": 1475}
    said = {(line.part, line.place_id): line.said for line in found.lines}
    assert said == {
        (Part.CHILD, WARD): {"clans_registered": Ratio(43, 40, Basis.TOTAL, ON), "grants": 0},
        (Part.CHILD, OTHER): {"clans_registered": Ratio(0, 3, Basis.TOTAL, ON), "grants": 0},
        (Part.UNALLOCATED, None): {
            "clans_registered": Ratio(0, 0, Basis.TOTAL, ON),
            "grants": 1475,
        },
    }


def test_the_answer_of_a_report_has_its_columns_under_their_labels() -> None:
    models = models_of(TAN_BINH)
    assert [*models.line.model_fields] == ["part", "place", "clans_registered", "grants"]
    assert models.report.__name__ == "TanBinhReportShown"


def test_the_report_on_families_says_what_it_always_said() -> None:
    families = next(report for report in REPORTS if report.name == "families")
    assert [*models_of(families).line.model_fields] == [
        "part", "place", "families", "registered", "registered_new", "registered_renewed",
        "recognised", "registered_of_families", "recognised_of_families",
        "recognised_of_registered",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ((Column("clans", CLANS), Column("clans", RUNNING)), "clans stands twice"),
        ((Column("dogs", Number("dogs")),), "no measure called dogs"),
        ((Column("clans", Number("clans", (("title", "clan"),))),), "not counted by title"),
        ((Column("clans", Share(CLANS, Number("dog"), Basis.TOTAL)),), "no measure called dog"),
        ((Column("old", Number("registered", (("registration", "old"),))),), "old is not a value"),
    ],
)
def test_a_report_that_cannot_be_drawn_up_is_refused_when_it_is_made(
    columns: tuple[Column, ...], sentence: str
) -> None:
    with pytest.raises(ReportMisdescribed, match=sentence):
        Report("wrong", "What cannot be.", columns)
