"""What an officer is told who asks of what is organised what cannot be, whichever sort it is."""

from shared.vocabulary.refusals import Kind, Refusal


class OrganiserKindUnknown(Refusal):
    code = "registry.organiser-kind-unknown"
    kind = Kind.INVALID
    sentence = "There is no such organiser; the kinds are {kinds}."


class TopicCodeUnknown(Refusal):
    code = "registry.topic-code-unknown"
    kind = Kind.INVALID
    sentence = "There is no such topic of a class or a session; the topics are {topic_codes}."


class AttendancesImplausible(Refusal):
    code = "registry.attendances-implausible"
    kind = Kind.INVALID
    sentence = "The attendances of one class are from 0 to {most}."
