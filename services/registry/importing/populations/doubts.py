"""Why a row of counts is asked about."""

from shared.importing.doubts import Doubt


class SourceUnclear(Doubt):
    code, reason, asks = "importing.source-unclear", "source", True
    sentence = (
        "It is unclear who says so: write the number of a document, or one of tổng điều tra, thống "
        "kê, sổ cư trú, nội vụ, giáo dục, địa phương báo cáo ({sources})."
    )


class NothingCounted(Doubt):
    code, reason = "importing.nothing-counted", "count"
    sentence = "The row counts nothing: write how many there are, or delete it."
