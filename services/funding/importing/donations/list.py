"""What each row of a list of donations says: right, wrong or to ask."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from services.funding.importing.donations import cells
from services.funding.importing.doubts import AmountMissing, GoodsMissing
from services.funding.importing.money import dong, of_several
from shared.importing.days import Since, since
from shared.importing.doubts import Doubt, ListedTwice, ListedTwicePerhaps
from shared.importing.judging import Readers, are_mixed, each_once, first, read
from shared.importing.kinds import Context
from shared.importing.noting import Note, NoteCode
from shared.importing.people import text
from shared.importing.reading.lists import Line
from shared.importing.report import Told
from shared.vocabulary.folding import bare, sounded


@dataclass(frozen=True)
class Goods:
    """`quantity` and `value_dong` None: nobody knows. The value is an estimate."""

    name: str
    quantity: int | None
    value_dong: int | None


@dataclass(frozen=True)
class DonationRow:
    """What a right row says. `donor` None: somebody who is not to be named. Money and goods are
    never added to each other."""

    line: Line
    donor: str | None
    received: Since
    cash_dong: int | None
    goods: Goods | None

    @property
    def lines(self) -> Sequence[Line]:
        return (self.line,)

    def adds(self, _line: Line) -> Mapping[str, float]:
        goods = self.goods.value_dong if self.goods else None
        return {"cash": self.cash_dong or 0, "goods": goods or 0}


Judged = DonationRow | Told


def judged(lines: Sequence[Line], context: Context) -> list[Judged]:
    """What each row says by itself, and beside those before it."""
    sheets = {line.sheet for line in lines}
    mixed = {
        each: are_mixed(line.values.get("received_on") for line in lines if line.sheet == each)
        for each in sheets
    }
    found = (_read(line, context.today, mixed[line.sheet]) for line in lines)
    once = each_once(found, _receipt, lambda *_: ListedTwice, "receipt")
    return [*each_once(once, _gift, lambda *_: ListedTwicePerhaps, "donor")]


def notes(line: Line) -> Sequence[Note]:
    """Of goods nobody counted it goes without saying that nobody knows what they are worth."""
    if not text(line.values.get("goods")):
        return ()
    if (number := cells.quantity(line.values)) is None:
        field = "quantity" if line.values.get("quantity") else "goods"
        return (Note(NoteCode.QUANTITY_UNKNOWN, field),)
    if of_several(line, "value", number) is None:
        return (Note(NoteCode.VALUE_UNKNOWN, "value"),)
    return ()


def _read(line: Line, today: date, mixed: bool) -> Judged:
    readers: Readers = {
        "donor": cells.donor,
        "received_on": lambda value: since(value, today, mixed=mixed),
        "amount": lambda _: _cash(line),
        "goods": lambda _: _named(line),
        "quantity": lambda _: cells.quantity(line.values) if _has_goods(line) else None,
        "value": lambda _: _value(line) if _has_goods(line) else None,
    }
    said, doubts = read(line, readers)
    if doubts:
        return Told(line, *first(doubts))
    goods = Goods(said["goods"], said["quantity"], said["value"]) if said["goods"] else None
    return DonationRow(line, said["donor"], said["received_on"], said["amount"], goods)


def _has_goods(line: Line) -> bool:
    return bool(text(line.values.get("goods")))


def _cash(line: Line) -> int | None:
    """Of who gave no goods, money. «Thành tiền» is money where a list has no goods."""
    field = "amount" if "amount" in line.headings or "goods" in line.headings else "value"
    found = dong(line, field)
    if _has_goods(line) and line.values.get(field) is None:
        return None
    if not found and (field in line.headings or "goods" not in line.headings):
        raise AmountMissing
    return found


def _named(line: Line) -> str | None:
    """A list of goods alone says which."""
    if "goods" in line.headings and "amount" not in line.headings and not _has_goods(line):
        raise GoodsMissing
    return text(line.values.get("goods")) or None


def _value(line: Line) -> int | None:
    """Of goods that cannot be counted, as it stands."""
    try:
        number = cells.quantity(line.values)
    except Doubt:
        number = None
    return of_several(line, "value", number)


def _receipt(row: DonationRow) -> tuple[object, ...]:
    """No two gifts have one receipt; one that is no more than a number, within its sheet."""
    said = bare(text(row.line.values.get("receipt")))
    if not said:
        return row.line.sheet_number, row.line.row
    return (said, None if any(map(str.isalpha, said)) else row.line.sheet_number)


def _gift(row: DonationRow) -> tuple[object, ...]:
    """The same from the same giver on one day, and no receipt says that it is another. Whoever is
    not to be named is nobody's double."""
    values = row.line.values
    if row.donor is None or text(values.get("receipt")) or row.received.day is None:
        return row.line.sheet_number, row.line.row
    goods = row.goods and (bare(row.goods.name), row.goods.quantity)
    return sounded(row.donor), row.received.day, row.cash_dong, goods
