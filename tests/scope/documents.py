"""What an officer must be told of documents."""

from datetime import date
from typing import Any

from tests.doors.wire import Answer
from tests.scope.judging import Asked, compared, of_place
from tests.scope.oracle import Oracle


def documents(oracle: Oracle, asked: Asked, answer: Answer) -> str | None:
    """Those of the period and, if one is named, of the issuer."""
    on = date.fromisoformat(asked["on"]) if "on" in asked else date.max
    since = date.fromisoformat(asked["since"]) if "since" in asked else date.min

    def rows(oracle: Oracle, place: str, said: Any) -> str | None:
        seen = {
            each.document_id: each.document_number
            for each in oracle.world.documents
            if each.trace.place == place and since <= each.trace.on <= on
            if asked.get("organiser_id", each.centre_id) == each.centre_id
            if oracle.sees(each.trace)
        }
        listed = {each["document_id"]: each["document_number"] for each in said["items"]}
        return compared((said["number"], listed), (len(seen), seen))

    return of_place(rows)(oracle, asked, answer)


def document(oracle: Oracle, asked: Asked, answer: Answer) -> str | None:
    for each in oracle.world.documents:
        if each.document_id == asked["document_id"] and answer.status == 200:
            return compared(answer.json()["document_number"], each.document_number)
    return None


def heading(oracle: Oracle, asked: Asked, answer: Answer) -> str | None:
    for each in oracle.world.documents:
        if each.document_id == asked["document_id"] and answer.status == 200:
            return compared(answer.json()["heading"], f"Về việc {each.document_number}")
    return None
