"""What officers command of centres: forms, and for each a function from form to command."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field, model_validator

from services.registry.allocations.allocation.reaching import allocated
from services.registry.allocations.allocation.subjects import Allocation, allocation_stream
from services.registry.bearers.spells import Site
from services.registry.bearers.withdrawing import ground_of
from services.registry.centres.centre.bands import Bands
from services.registry.centres.centre.centre import Centre
from services.registry.centres.centre.facts import CentreEstablished
from services.registry.centres.centre.rating import Rating
from services.registry.centres.centre.refusals import CentreMergedIntoItself, CentreUnknown
from services.registry.places.territory.finding import find_code, find_place
from services.registry.places.territory.refusals import PlaceUnknown
from shared.eventstore.commands import Command, Decision, command
from shared.vocabulary.identifiers import new_id
from shared.vocabulary.kinds import LONGEST_CODE
from shared.vocabulary.places import Tree
from shared.web.caller import Caller
from shared.web.values import Day, Form, NumberOfDocument, Text, WholeNumber

Name = Annotated[Text, Field(examples=["Trung tâm Văn hóa và Học tập cộng đồng xã Long Hậu"])]


class CentreForm(Form):
    """The place by its id, or by the code it carries on the day of establishment; its name and the
    document that established it, if they are known."""

    place_id: UUID | None = None
    place_code: Annotated[Text | None, Field(pattern=r"^[0-9]{2,5}$", examples=["26968"])] = None
    established_on: Day
    name: Name | None = None
    document_number: NumberOfDocument | None = None

    @model_validator(mode="after")
    def one_place(self) -> Self:
        if (self.place_id is None) == (self.place_code is None):
            raise ValueError("either place_id or place_code")
        return self

    def place_in(self, tree: Tree) -> UUID:
        if self.place_code is not None:
            return find_code(tree, self.place_code, self.established_on).place_id
        assert self.place_id is not None
        return find_place(tree, self.place_id).place_id


class CentreNameForm(Form):
    """Of the day on which it was named last, the name was written wrongly."""

    centre_id: UUID
    name: Name
    renamed_on: Day
    document_number: NumberOfDocument


class CentreCorrectionForm(Form):
    """`of_day`: that of its establishment or its last move, as the books have it. What that was at
    `place_id`, and on `day`."""

    centre_id: UUID
    of_day: Day
    place_id: UUID
    day: Day


class CentreMoveForm(Form):
    centre_id: UUID
    place_id: UUID
    moved_on: Day


class CentreMergerForm(Form):
    """`centre_id` goes on in `into_centre_id`."""

    centre_id: UUID
    into_centre_id: UUID
    merged_on: Day
    document_number: NumberOfDocument


class CentreDissolutionForm(Form):
    centre_id: UUID
    ended_on: Day
    document_number: NumberOfDocument


class CentreEndingForm(Form):
    """It ended on `ended_on`, and not on `of_day`, as the books have it; none: it never did, nor
    went on in another one."""

    centre_id: UUID
    of_day: Day
    ended_on: Day | None = None


class CentreWithdrawalForm(Form):
    centre_id: UUID


class CentreRatingForm(Form):
    """`score`: whole points, if any were given. Said again of the day on which a year was rated,
    the rating was written wrongly; of a later one, it is rated anew."""

    centre_id: UUID
    rating_year: WholeNumber
    band_code: Annotated[Text, Field(max_length=LONGEST_CODE, examples=["good"])]
    rater_code: Annotated[Text, Field(max_length=LONGEST_CODE, examples=["education-office"])]
    rated_on: Day
    score: WholeNumber | None = None

    def rating(self) -> Rating:
        return Rating(**self.model_dump(exclude={"centre_id"}))


class CentreRatingWithdrawalForm(Form):
    centre_id: UUID
    rating_year: WholeNumber


@dataclass(frozen=True)
class Done:
    centre_id: UUID


def establish(form: CentreForm, by: Caller) -> Command:
    """A centre is at work in a commune or a hamlet. A place out of reach is refused by the name it
    was asked by: whoever said a code learns no id."""
    id_ = new_id()

    def decide(centre: Centre) -> Decision:
        place_id = form.place_in(by.tree)
        named = form.place_code or place_id
        by.require(place_id, lambda: PlaceUnknown(place=named), itself=True)
        said = form.name, form.document_number
        asked = CentreEstablished(id_, place_id, form.established_on, *said)
        return Decision({id_: centre.establish(asked, by)}, Done(id_))

    return command(by, decide, (id_, Centre))


def rename(form: CentreNameForm, by: Caller) -> Command:
    """By a document it has another name from that day on. Names are shown here and told nobody."""

    def decide(centre: Centre) -> Decision:
        facts = centre.rename(form.name, form.renamed_on, form.document_number, by)
        return Decision({form.centre_id: facts}, Done(form.centre_id))

    return changing(form.centre_id, by, decide)


def correct(form: CentreCorrectionForm, by: Caller) -> Command:
    """Where and when it was established, or moved last, was written wrongly: figures follow, and as
    known before they stay."""

    def decide(centre: Centre) -> Decision:
        by.require(form.place_id)
        facts = centre.correct(form.of_day, Site(form.place_id, form.day), by)
        return Decision({form.centre_id: facts}, Done(form.centre_id))

    return changing(form.centre_id, by, decide)


def move(form: CentreMoveForm, by: Caller) -> Command:
    """From that day on it is at work in another place, as a reorganisation may ask; the officer
    oversees both."""

    def decide(centre: Centre) -> Decision:
        by.require(form.place_id)
        facts = centre.move(Site(form.place_id, form.moved_on), by)
        return Decision({form.centre_id: facts}, Done(form.centre_id))

    return changing(form.centre_id, by, decide)


def merge(form: CentreMergerForm, by: Caller) -> Command:
    """By a document it goes on in another centre from that day on; the officer oversees both. What
    it held until then stays its own."""
    ids = form.centre_id, form.into_centre_id
    if ids[0] == ids[1]:
        raise CentreMergedIntoItself

    def decide(states: Mapping[UUID, Any]) -> Decision:
        centre, into = (_reached(states[each], states[allocation_stream(each)], by) for each in ids)
        facts = centre.merge((ids[1], into), form.merged_on, form.document_number, by)
        return Decision({ids[0]: facts}, Done(ids[0]))

    streams: dict[UUID, type[Any]] = dict(map(allocated, ids))
    return Command(by.origin, streams | dict.fromkeys(ids, Centre), decide, by.key)


def dissolve(form: CentreDissolutionForm, by: Caller) -> Command:
    """By a document it is at work no more from that day on."""

    def decide(centre: Centre) -> Decision:
        facts = centre.dissolve(form.ended_on, form.document_number, by)
        return Decision({form.centre_id: facts}, Done(form.centre_id))

    return changing(form.centre_id, by, decide)


def correct_end(form: CentreEndingForm, by: Caller) -> Command:
    """When it was dissolved was written wrongly, or that it was, or that it went on in another one:
    figures follow, and as known before they stay."""

    def decide(centre: Centre) -> Decision:
        facts = centre.correct_end(form.of_day, form.ended_on, by)
        return Decision({form.centre_id: facts}, Done(form.centre_id))

    return changing(form.centre_id, by, decide)


def withdraw(form: CentreWithdrawalForm, by: Caller) -> Command:
    """It was put on the books by mistake: it never was, and counts on no day."""

    def decide(centre: Centre) -> Decision:
        return Decision({form.centre_id: centre.withdraw(ground_of(by))}, Done(form.centre_id))

    return changing(form.centre_id, by, decide)


def rate(form: CentreRatingForm, by: Caller, bands: Bands) -> Command:
    """For a year in which it was at work, in a band of the set that is in force for that year."""

    def decide(centre: Centre) -> Decision:
        facts = centre.rate(form.rating(), bands, by.day)
        return Decision({form.centre_id: facts}, Done(form.centre_id))

    return changing(form.centre_id, by, decide)


def withdraw_rating(form: CentreRatingWithdrawalForm, by: Caller) -> Command:
    """It was not rated for that year, and counts among the rated ones no more."""

    def decide(centre: Centre) -> Decision:
        facts = centre.withdraw_rating(form.rating_year, ground_of(by))
        return Decision({form.centre_id: facts}, Done(form.centre_id))

    return changing(form.centre_id, by, decide)


def changing(centre_id: UUID, by: Caller, decide: Callable[[Centre], Decision]) -> Command:
    def decided(centre: Centre, allocation: Allocation) -> Decision:
        return decide(_reached(centre, allocation, by))

    return command(by, decided, (centre_id, Centre), allocated(centre_id))


def _reached(centre: Centre, allocation: Allocation, by: Caller) -> Centre:
    by.require(allocation.place_of(centre.last_place), CentreUnknown)
    return centre
