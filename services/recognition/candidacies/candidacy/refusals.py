"""What a candidacy is refused for; the rules are in `rules.py` and `bearer.py`."""

from shared.vocabulary.refusals import Kind, Refusal


class TitleUnknown(Refusal):
    code = "recognition.title-unknown"
    kind = Kind.INVALID
    sentence = "There is no such title; the titles are {titles}."


class BearerKindUnfit(Refusal):
    code = "recognition.bearer-kind-unfit"
    kind = Kind.INVALID
    sentence = "For the title {title} run bearers of the kind {kinds}, and no others."


class RegistrationUnknown(Refusal):
    code = "recognition.registration-unknown"
    kind = Kind.INVALID
    sentence = "A candidacy is registered as one of {registrations}."


class TitleYearImplausible(Refusal):
    code = "recognition.title-year-implausible"
    kind = Kind.INVALID
    sentence = "There were no titles before {first}."


class OutsideTitleYear(Refusal):
    code = "recognition.outside-title-year"
    kind = Kind.INVALID
    sentence = "{day} is not in the title year asked for."


class BearerNotHeard(Refusal):
    code = "recognition.bearer-not-heard"
    kind = Kind.NOT_HEARD
    sentence = "This bearer has not been heard of here yet; name its hamlet, or try again shortly."


class BearerUnknown(Refusal):
    """Not heard of, or not for this officer to see: the answer is the same."""

    code = "recognition.bearer-unknown"
    kind = Kind.NOT_FOUND
    sentence = "There is no such bearer."


class BearerIsWithdrawn(Refusal):
    code = "recognition.bearer-is-withdrawn"
    kind = Kind.CONFLICT
    sentence = (
        "This bearer was withdrawn, as if it had never been on the books: name the one that is on"
        " them."
    )


class BearerIsMerged(Refusal):
    code = "recognition.bearer-is-merged"
    kind = Kind.CONFLICT
    sentence = (
        "This bearer is merged into another one: look it up in the register under this id, and"
        " register the one that is found there."
    )


class CandidacyAlreadyRegistered(Refusal):
    code = "recognition.candidacy-already-registered"
    kind = Kind.CONFLICT
    sentence = "A candidacy for {title_year} is registered already, on another day or otherwise."


class AnotherRegisterRuns(Refusal):
    code = "recognition.another-register-runs"
    kind = Kind.CONFLICT
    sentence = (
        "This bearer was on the books twice, and runs for {title_year} under the other register:"
        " look among the candidacies of its place, and go on with that one."
    )


class CandidacySetBack(Refusal):
    code = "recognition.candidacy-set-back"
    kind = Kind.CONFLICT
    sentence = (
        "This bearer was on the books twice, and of its two candidacies for {title_year} the other"
        " one counts: go on with that one, or have the merge undone in the register."
    )


class CandidacyUnknown(Refusal):
    code = "recognition.candidacy-unknown"
    kind = Kind.NOT_FOUND
    sentence = "There is no such candidacy."


class CandidacyStillWaiting(Refusal):
    code = "recognition.candidacy-still-waiting"
    kind = Kind.NOT_YET
    sentence = "The candidacy still waits: its bearer has not been heard of at that hamlet yet."


class DecisionBeforeRegistration(Refusal):
    code = "recognition.decision-before-registration"
    kind = Kind.INVALID
    sentence = "The candidacy was registered on {registered_on}, after the day of this decision."


class DecisionNumberMalformed(Refusal):
    code = "recognition.decision-number-malformed"
    kind = Kind.INVALID
    sentence = "This is not the number of a decision, such as 123/QĐ-UBND."


class GroundUnknown(Refusal):
    code = "recognition.ground-unknown"
    kind = Kind.INVALID
    sentence = "There is no such ground; the grounds are {grounds}."


class RegisteredBeforeWithdrawal(Refusal):
    code = "recognition.registered-before-withdrawal"
    kind = Kind.CONFLICT
    sentence = (
        "The candidacy for {title_year} was withdrawn on {withdrawn_on}; the bearer may register"
        " again from that day on."
    )


class WithdrawnBeforeRegistration(Refusal):
    code = "recognition.withdrawn-before-registration"
    kind = Kind.INVALID
    sentence = "The candidacy was registered on {registered_on}, after the day of the withdrawal."


class CandidacyAlreadyWithdrawn(Refusal):
    code = "recognition.candidacy-already-withdrawn"
    kind = Kind.CONFLICT
    sentence = "The candidacy for {title_year} was withdrawn already, on {withdrawn_on}."


class TooLateToWithdraw(Refusal):
    code = "recognition.too-late-to-withdraw"
    kind = Kind.CONFLICT
    sentence = "The candidacy for {title_year} was decided on {decided_on}; it stands."


class NothingToRevoke(Refusal):
    code = "recognition.nothing-to-revoke"
    kind = Kind.CONFLICT
    sentence = "The bearer does not hold the title of {title_year}: there is nothing to revoke."


class RevokedBeforeRecognition(Refusal):
    code = "recognition.revoked-before-recognition"
    kind = Kind.INVALID
    sentence = "The title was given on {decided_on}, after the day of this decision."


class RecognitionAlreadyRevoked(Refusal):
    code = "recognition.recognition-already-revoked"
    kind = Kind.CONFLICT
    sentence = "The title of {title_year} was revoked already, otherwise than this."


class CandidacyAlreadyDecided(Refusal):
    code = "recognition.candidacy-already-decided"
    kind = Kind.CONFLICT
    sentence = "The candidacy for {title_year} was decided already, otherwise than this."
