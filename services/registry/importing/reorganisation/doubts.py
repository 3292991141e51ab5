"""Why a row of a reorganisation is not taken, and with it none."""

from shared.importing.doubts import Doubt


class OthersAreWrong(Doubt):
    code, reason = "importing.others-are-wrong", "document"
    sentence = (
        "Nothing is wrong with this row, but a document is taken as a whole: correct the other "
        "rows, and this one comes in with them."
    )


class NumberMissing(Doubt):
    code, reason = "importing.number-missing", "document"
    sentence = (
        "It is not said by which document: write its number and sign into a column or over the "
        "list, as in 1685/NQ-UBTVQH15."
    )


class DocumentsSeveral(Doubt):
    code, reason = "importing.documents-several", "document"
    sentence = (
        "A list is of one document and one day, and this row names another than those before: "
        "divide the list, or correct it."
    )


class PartUnclear(Doubt):
    code, reason, asks = "importing.part-unclear", "part", True
    sentence = (
        "It is unclear of which of these places only a part goes over: write toàn bộ or một phần "
        "before each."
    )


class PlaceAmbiguous(Doubt):
    code, reason, asks = "importing.place-ambiguous", "place", True
    sentence = (
        "Several places were called so on the day before: write in brackets what it lay in, or its "
        "code instead."
    )


class SuccessorUnknown(Doubt):
    code, reason, asks = "importing.successor-unknown", "place", True
    sentence = (
        "No place is called so: if the document makes it, write thành lập mới as how (or its new "
        "code); if not, correct the name."
    )


class SuccessorMissing(Doubt):
    code, reason = "importing.successor-missing", "place"
    sentence = "It is not said what becomes of this place: write what takes over, or that it ends."


class PredecessorMissing(Doubt):
    code, reason = "importing.predecessor-missing", "place"
    sentence = "It is not said of which place this is: write what was there before."


class HowUnclear(Doubt):
    code, reason, asks = "importing.how-unclear", "how", True
    sentence = (
        "It is unclear how: write one of toàn bộ, một phần, đổi tên, đổi loại, thành lập mới, kết "
        "thúc, chuyển về, giữ nguyên."
    )


class RenamedOrMerged(Doubt):
    code, reason, asks = "importing.renamed-or-merged", "how", True
    sentence = (
        "A single place goes over whole into another name: write đổi tên if it stays under that "
        "name, thành lập mới if the document makes a new one."
    )


class ParentUnsaid(Doubt):
    code, reason, asks = "importing.parent-unsaid", "place", True
    sentence = "It is unclear in what the new place lies: write that into a column of its own."


class LevelsDiffer(Doubt):
    code, reason = "importing.levels-differ", "place"
    sentence = "Places of two levels would become one: correct the names, or divide the row."
