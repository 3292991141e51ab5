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


class ProgrammeCodeUnknown(Refusal):
    code = "registry.programme-code-unknown"
    kind = Kind.INVALID
    sentence = "There is no such programme; the programmes are {programme_codes}."


class BeforeProgramme(Refusal):
    code = "registry.before-programme"
    kind = Kind.INVALID
    sentence = "The programme runs since {since}: compare the day, or name another programme."


class CoOrganiserTwice(Refusal):
    code = "registry.co-organiser-twice"
    kind = Kind.INVALID
    sentence = "One of those who organise it is named twice: name each once."


class PartnerKindUnknown(Refusal):
    code = "registry.partner-kind-unknown"
    kind = Kind.INVALID
    sentence = "There is no such kind of partners; the kinds are {kinds}."


class PartnerTwice(Refusal):
    code = "registry.partner-twice"
    kind = Kind.INVALID
    sentence = "Partners of one kind are named twice: name each kind once."


class MoreNamedThanCame(Refusal):
    code = "registry.more-named-than-came"
    kind = Kind.CONFLICT
    sentence = (
        "{people} people are named as having come, more than the {attendances} attendances: compare"
        " both with the list of who came, and correct what is wrong."
    )


class AttendancesImplausible(Refusal):
    code = "registry.attendances-implausible"
    kind = Kind.INVALID
    sentence = "The attendances of one class are from 0 to {most}."
