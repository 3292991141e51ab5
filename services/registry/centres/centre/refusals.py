"""What an officer is told who asks of a centre what cannot be."""

from shared.vocabulary.refusals import Kind, Refusal


class CentreUnknown(Refusal):
    code = "registry.centre-unknown"
    kind = Kind.NOT_FOUND
    sentence = "There is no such centre."


class CentreAlreadyEstablished(Refusal):
    code = "registry.centre-already-established"
    kind = Kind.CONFLICT
    sentence = "This centre was established at another place or on another day."


class CentreNameImplausible(Refusal):
    code = "registry.centre-name-implausible"
    kind = Kind.INVALID
    sentence = (
        "The name of a centre is one line of 1 to {longest} characters that can be seen, letters "
        "among them."
    )


class CentreNamedSince(Refusal):
    code = "registry.centre-named-since"
    kind = Kind.CONFLICT
    sentence = (
        "It was given its name on {since}: name that day to correct the name, or a later one."
    )


class CentreMergedIntoItself(Refusal):
    code = "registry.centre-merged-into-itself"
    kind = Kind.INVALID
    sentence = "A centre goes on in another one: name two centres."


class CentreNotAtWork(Refusal):
    code = "registry.centre-not-at-work"
    kind = Kind.CONFLICT
    sentence = "That centre is not at work on {day}: look it up, and compare the days."


class CentreNotAtWorkInYear(Refusal):
    code = "registry.centre-not-at-work-in-year"
    kind = Kind.INVALID
    sentence = "The centre was not at work in {year}: name a year in which it was."


class BandUnknown(Refusal):
    code = "registry.band-unknown"
    kind = Kind.INVALID
    sentence = "Centres are not rated so for {year}; the bands are {bands}."


class RaterUnknown(Refusal):
    code = "registry.rater-unknown"
    kind = Kind.INVALID
    sentence = "There is no such rater of a centre; the raters are {raters}."


class ScoreImplausible(Refusal):
    code = "registry.score-implausible"
    kind = Kind.INVALID
    sentence = "The score of a centre is from 0 to {most} whole points: compare it with the report."


class RatingBeforeItsYear(Refusal):
    code = "registry.rating-before-its-year"
    kind = Kind.INVALID
    sentence = "Nobody rates a centre before {year} has begun: compare the day and the year."


class CentreRatedSince(Refusal):
    code = "registry.centre-rated-since"
    kind = Kind.CONFLICT
    sentence = (
        "For that year it was rated on {since}: name that day to correct the rating, or a later "
        "one to rate it anew."
    )


class CentreNotRated(Refusal):
    code = "registry.centre-not-rated"
    kind = Kind.NOT_FOUND
    sentence = "The centre is not rated for {year}: there is nothing to withdraw."


class FacilityUnknown(Refusal):
    code = "registry.facility-unknown"
    kind = Kind.INVALID
    sentence = "There is no such facility of a centre; the facilities are {facilities}."


class FacilityTwice(Refusal):
    code = "registry.facility-twice"
    kind = Kind.INVALID
    sentence = "The facility {facility} is named twice: name each once, with all there are of it."


class FacilityNumberMissing(Refusal):
    code = "registry.facility-number-missing"
    kind = Kind.INVALID
    sentence = "Of the facility {facility} a number is counted: say how many there are."


class FacilityNotCounted(Refusal):
    code = "registry.facility-not-counted"
    kind = Kind.INVALID
    sentence = (
        "The facility {facility} is there or is not: name it without a number, or leave it out."
    )


class FacilityNumberImplausible(Refusal):
    code = "registry.facility-number-implausible"
    kind = Kind.INVALID
    sentence = "A centre has from 1 to {most} of a facility: compare the number with the report."


class FacilitiesBeforeTheirYear(Refusal):
    code = "registry.facilities-before-their-year"
    kind = Kind.INVALID
    sentence = (
        "Nobody says what a centre has in {year} before that year has begun: compare the day and "
        "the year."
    )


class FacilitiesSaidSince(Refusal):
    code = "registry.facilities-said-since"
    kind = Kind.CONFLICT
    sentence = (
        "What it has in that year was said on {since}: name that day to correct it, or a later one "
        "to say it anew."
    )


class FacilitiesNotSaid(Refusal):
    code = "registry.facilities-not-said"
    kind = Kind.NOT_FOUND
    sentence = "Nobody said what the centre has in {year}: there is nothing to withdraw."
