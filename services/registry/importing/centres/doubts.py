"""Why a centre of a list is asked about."""

from shared.importing.doubts import Doubt


class BandUnclear(Doubt):
    code, reason, asks = "importing.band-unclear", "rating", True
    sentence = "It is unclear how the centre was rated: write one of {bands}, or nothing."


class RatingYearUnsaid(Doubt):
    code, reason, asks = "importing.rating-year-unsaid", "rating", True
    sentence = (
        "It is not said for which year the centre was rated: write it over the column («Xếp loại "
        "năm 2025»), or into a column «Năm xếp loại»."
    )


class RaterUnsaid(Doubt):
    code, reason, asks = "importing.rater-unsaid", "rating", True
    sentence = (
        "It is not said who rated the centre: answer the question `rater` with one of {raters}, or "
        "write it into a column «Đơn vị xếp loại»."
    )


class FacilityUnclear(Doubt):
    code, reason, asks = "importing.facility-unclear", "facility", True
    sentence = (
        "It is unclear whether the centre has this: write «có» or «không», or how many there are."
    )


class LeaderWithoutDirector(Doubt):
    code, reason, asks = "importing.leader-without-director", "leader", True
    sentence = (
        "Deputies are named and no director, and the books have none: write down who the director "
        "is."
    )
