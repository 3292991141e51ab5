"""Why a row is not taken as it stands: it is wrong, or somebody has to be asked.

`reason` says it to machines, alike in all kinds of lists. None of them says what stands in a cell.
"""

from typing import ClassVar

from shared.vocabulary.refusals import Kind, Refusal


class Doubt(Refusal):
    """`asks`: taking the row silently would be wrong, and so would be dropping it."""

    kind = Kind.INVALID
    reason: ClassVar[str]
    asks: ClassVar[bool] = False


class NameMissing(Doubt):
    code, reason = "importing.name-missing", "name"
    sentence = "No name stands in this row: write it down."


class IdentityWrong(Doubt):
    code, reason = "importing.identity-wrong", "identity"
    sentence = (
        "This is no identity number: one has 12 digits (an old one 9). Format the column as text "
        "and type it anew."
    )


class IdentityDoubtful(Doubt):
    """Text of 11 digits that a program may have taken a zero of."""

    code, reason, asks = "importing.identity-doubtful", "identity", True
    sentence = (
        "The identity number has a digit less than it should: a 0 in front may have been lost. Look"
        " it up and type it anew."
    )


class PhoneWrong(Doubt):
    code, reason = "importing.phone-wrong", "phone"
    sentence = "This is no phone number: one has 10 digits (a landline 11). Type it anew."


class PhonesSeveral(Doubt):
    code, reason, asks = "importing.phones-several", "phone", True
    sentence = "Several phone numbers stand in one cell: leave the one that is used."


class DateWrong(Doubt):
    code, reason = "importing.date-wrong", "date"
    sentence = "There is no such day: write it as day/month/year, or the year alone."


class DateDoubtful(Doubt):
    """A year that was typed into a cell of dates is shown as a day of 1905."""

    code, reason, asks = "importing.date-doubtful", "date", True
    sentence = "It is uncertain which day or year this is: write it down as day/month/year."


class PlaceMissing(Doubt):
    code, reason = "importing.place-missing", "place"
    sentence = "It is not said to which hamlet this row belongs: write it down."


class PlaceNotFound(Doubt):
    code, reason = "importing.place-not-found", "place"
    sentence = "The place has no hamlet of this name: correct it, or add that hamlet first."


class PlaceDoubtful(Doubt):
    code, reason, asks = "importing.place-doubtful", "place", True
    sentence = "Several hamlets of the place are called so: write the name in full."


class ListedTwice(Doubt):
    code, reason = "importing.listed-twice", "duplicate"
    sentence = "The same stands in row {row} of {sheet} already: leave one of the two."


class ListedTwicePerhaps(Doubt):
    code, reason, asks = "importing.listed-twice-perhaps", "duplicate", True
    sentence = (
        "Row {row} of {sheet} looks like the same: leave one of the two, or add identity numbers."
    )


class HeadMissing(Doubt):
    code, reason = "importing.head-missing", "head"
    sentence = "This household has no head: write who of it is the head (chủ hộ)."


class HeadsSeveral(Doubt):
    code, reason = "importing.heads-several", "head"
    sentence = "This household has several heads: leave one (chủ hộ), and say what the others are."


class RelationMissing(Doubt):
    code, reason, asks = "importing.relation-missing", "head", True
    sentence = "It is not said how this person belongs to the head of the household: write it down."


class HouseholdDivided(Doubt):
    code, reason, asks = "importing.household-divided", "place", True
    sentence = "This row says another hamlet than the head of its household: correct one of them."


class Ended(Doubt):
    """Who died or moved away."""

    code, reason, asks = "importing.ended", "ended", True
    sentence = (
        "By this row the person died or moved away: delete the row, or the remark if it is wrong."
    )


class CountWrong(Doubt):
    code, reason = "importing.count-wrong", "count"
    sentence = "This is no count: write a whole number, not below 0."


class CountDoubtful(Doubt):
    """A dot for thousands that was read as a decimal point, a range, an estimate, nothing."""

    code, reason, asks = "importing.count-doubtful", "count", True
    sentence = "It is uncertain how many these are: write one whole number."


class CountsContradict(Doubt):
    code, reason = "importing.counts-contradict", "count"
    sentence = "There are fewer people than households: correct one of the two numbers."


class AmountWrong(Doubt):
    code, reason = "importing.amount-wrong", "amount"
    sentence = "This is no amount of money: write whole đồng, not below 0."


class AmountDoubtful(Doubt):
    code, reason, asks = "importing.amount-doubtful", "amount", True
    sentence = "It is uncertain how much money this is: write it in whole đồng, in digits."


class UnitNameMissing(Doubt):
    """Of what is no person."""

    code, reason = "importing.unit-name-missing", "name"
    sentence = "No name stands in this row: write down what it is called."


class KindMissing(Doubt):
    code, reason, asks = "importing.kind-missing", "kind", True
    sentence = "It is not said of which kind this is: write it into a column, or over its rows."


class ListedOtherwisePerhaps(Doubt):
    code, reason, asks = "importing.listed-otherwise-perhaps", "duplicate", True
    sentence = (
        "Row {row} of {sheet} looks like the same, written otherwise: leave one of the two, or "
        "write both names in full."
    )


class BooksSayOtherwise(Doubt):
    """Who heads the family is on the books, in another hamlet or with other data."""

    code, reason, asks = "importing.books-say-otherwise", "changed", True
    sentence = (
        "The books say otherwise of this row: correct what is wrong there, or correct the list."
    )


class RowHidden(Doubt):
    code, reason, asks = "importing.row-hidden", "hidden", True
    sentence = (
        "This row is hidden, by hand or by a filter: show it if it counts, or delete it; or answer "
        "the question about the hidden rows of its sheet."
    )


class RowStruck(Doubt):
    code, reason, asks = "importing.row-struck", "hidden", True
    sentence = (
        "This row is struck through: delete it, or take the line off if it counts; or answer the "
        "question about the struck rows of its sheet."
    )


class CellsBeyond(Doubt):
    code, reason = "importing.cells-beyond", "columns"
    sentence = (
        "This row has more cells than there are headings: a comma within a cell may have divided "
        "it. Put that cell within quotes, or save the list as .xlsx."
    )


class BirthsSeveral(Doubt):
    code, reason, asks = "importing.births-several", "date", True
    sentence = "A birth stands in the column of men and in that of women: leave one of the two."


class CountMissing(Doubt):
    code, reason = "importing.count-missing", "count"
    sentence = "It is not said how many there were: write the number down."


class PartExceedsWhole(Doubt):
    code, reason = "importing.part-exceeds-whole", "count"
    sentence = "More women are said than people in all: correct one of the two numbers."


class DayAgainstItsMonth(Doubt):
    code, reason, asks = "importing.day-against-its-month", "date", True
    sentence = "This day is of another month than the list says above it: correct one of the two."


class DocumentWrong(Doubt):
    code, reason = "importing.document-wrong", "document"
    sentence = (
        "This is no number and sign of a document: write it as on paper, as in 19/2025/QĐ-UBND."
    )
