"""How an answer is judged: what is wrong with it, or None."""

from collections.abc import Callable

from tests.doors.forms import Field, Operation
from tests.doors.odd import Odd
from tests.doors.wire import Answer

Judge = Callable[[Answer], str | None]


OPEN_DAYS = ("0001-01-01", "9999-12-31")
"""Stand for days nobody knows, inside; an officer is never shown them."""


def done(answer: Answer) -> str | None:
    """Of what is asked as it should be; odd questions may ask of such a day themselves."""
    if not 200 <= answer.status < 300:
        return "is not answered well"
    shown = [day for day in OPEN_DAYS if day in answer.text]
    return f"shows {shown[0]}" if shown else None


def done_by(operation: Operation) -> Judge:
    """A command says how to read what it did."""
    if "Idempotency-Key" not in {field.name for field in operation.parameters["header"]}:
        return done

    def judge(answer: Answer) -> str | None:
        said = "hieuhoc-after" in answer.headers
        return done(answer) or (None if said else "does not say Hieuhoc-After")

    return judge


def in_order(answer: Answer) -> str | None:
    return None if 200 <= answer.status < 500 else "is answered by a fault"


def refused(answer: Answer) -> str | None:
    return None if 400 <= answer.status < 500 else "is not refused"


def named(field: str) -> Judge:
    """Refused as a text that is not fit, by the field's name."""

    def judge(answer: Answer) -> str | None:
        if answer.status != 422:
            return "is not refused as unfit"
        said = {(each["field"], each["code"]) for each in answer.json().get("errors", [])}
        return None if (field, "text-unfit") in said else f"does not name {field}: {said}"

    return judge


def expected(each: Odd, field: Field, name: str) -> Judge:
    if each.unfit:
        return named(name)
    if each.value is None and field.nullable:
        return in_order
    return refused if field.kind in each.refused_by else in_order


def each_row_answered(number: int) -> Judge:
    def judge(answer: Answer) -> str | None:
        if answer.status != 200:
            return "its rows are not answered one by one"
        first, *within, last = answer.json()["rows"]
        if len(within) != number:
            return f"{len(within)} answers to {number} rows"
        if "code" in first or "code" in last:
            return f"a good row is refused: {first} {last}"
        taken = [row["row"] for row in within if "code" not in row]
        return f"odd rows are taken: {taken}" if taken else None

    return judge
