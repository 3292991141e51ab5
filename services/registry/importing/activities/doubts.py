"""Why an activity of a list is asked about."""

from shared.importing.doubts import Doubt


class ActivityKindUnsaid(Doubt):
    code, reason, asks = "importing.activity-kind-unsaid", "kind", True
    sentence = (
        "It is not said of which kind this activity is: answer the question `{question}` with one "
        "of {kinds}, or write it into a column «Loại hoạt động»."
    )


class OrganiserUnsaid(Doubt):
    code, reason, asks = "importing.organiser-unsaid", "organiser", True
    sentence = (
        "It is not said who organised this: write it into a column «Đơn vị tổ chức», or answer the "
        "question `organiser` with its name."
    )


class OrganiserNotFound(Doubt):
    code, reason, asks = "importing.organiser-not-found", "organiser", True
    sentence = (
        "The place has no organiser of this name, or several, on the day: write its name as the "
        "books have it, or put it on the books first."
    )


class AttendeesUnsaid(Doubt):
    code, reason, asks = "importing.attendees-unsaid", "attendees", True
    sentence = (
        "It is not said who came: write it into a column «Thành phần», or answer the question "
        "`attendees` with one of {kinds}."
    )


class SpanWrong(Doubt):
    code, reason = "importing.span-wrong", "date"
    sentence = "The first day is after the last one: correct one of the two."


class NotHeld(Doubt):
    code, reason, asks = "importing.activity-not-held", "held", True
    sentence = (
        "By this row it was put off or not held: delete the row, or the remark if it is wrong."
    )
