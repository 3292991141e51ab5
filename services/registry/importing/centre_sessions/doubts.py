"""Why a session of a list is asked about."""

from shared.importing.doubts import Doubt


class TopicUnsaid(Doubt):
    code, reason, asks = "importing.topic-unsaid", "topic", True
    sentence = (
        "It is not said which topic these words mean: answer the question `{question}` with one of "
        "{topics}."
    )


class CentreMissing(Doubt):
    code, reason, asks = "importing.centre-missing", "centre", True
    sentence = (
        "The place has no learning centre on the day of this list: put it on the books first."
    )


class CentreDoubtful(Doubt):
    code, reason, asks = "importing.centre-doubtful", "centre", True
    sentence = (
        "The place has several learning centres: answer the question `centre` with the name of the "
        "one whose sessions these are."
    )
