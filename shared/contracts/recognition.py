"""What recognition tells the world."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.contracts.envelope import Contract
from shared.contracts.fields import Code, DocumentNumber, Registration, Spell, TitleYear


class CandidacyEvent(Contract, frozen=True, kw_only=True):
    """One bearer's run at a title in a title year, counted at `place_id`, the bearer's place.

    `title` and `bearer_kind` are ids of `shared.vocabulary.titles`; what `bearer_id` names is of
    that kind."""

    TOPIC: ClassVar[str] = "recognition.candidacies"
    SUBJECT: ClassVar[str] = "candidacy_id"
    candidacy_id: UUID
    bearer_kind: Code
    bearer_id: UUID
    place_id: UUID
    title: Code
    title_year: TitleYear


class CandidacyRegisteredV1(CandidacyEvent, frozen=True, kw_only=True):
    """`registration`: new (đăng ký mới) or renewed (tái đăng ký)."""

    TYPE: ClassVar[str] = "vn.hieuhoc.recognition.candidacy-registered.v1"
    registration: Registration
    registered_on: date


class CandidacyMovedV1(CandidacyEvent, frozen=True, kw_only=True):
    """Until it is decided it goes where its bearer goes: on whose books it is counted, spell by
    spell, by what was known before and is known now. `registration` is as it was registered."""

    TYPE: ClassVar[str] = "vn.hieuhoc.recognition.candidacy-moved.v1"
    registration: Registration
    was: tuple[Spell, ...]
    now: tuple[Spell, ...]


class CandidacyRestatedV1(CandidacyEvent, frozen=True, kw_only=True):
    """Of bearers that were merged into one, one candidacy counts for a title of a year: the one
    that was recognised, else the one that was decided, else the older one. Any other is set back,
    and then `now` is empty; it counts again, and then `was` is empty, when the merge is undone or
    the one that counted is over. `registration` is as it was registered; whatever was decided
    stands."""

    TYPE: ClassVar[str] = "vn.hieuhoc.recognition.candidacy-restated.v1"
    registration: Registration
    was: tuple[Spell, ...]
    now: tuple[Spell, ...]


class RecognitionRestatedV1(CandidacyEvent, frozen=True, kw_only=True):
    """Of a candidacy that is set back, or counts again, the title that was given on it: where it
    was counted and is now, since the day of the decision, until it was revoked, if it was."""

    TYPE: ClassVar[str] = "vn.hieuhoc.recognition.recognition-restated.v1"
    was: tuple[Spell, ...]
    now: tuple[Spell, ...]


class CandidacyWithdrawnV1(CandidacyEvent, frozen=True, kw_only=True):
    """The bearer does not run any more from this day on; it may register again. `registration` is
    that of what was withdrawn. `ground_code`: why, where not because the bearer wanted so: it was
    withdrawn itself, as if it had never been (bearer-withdrawn, or import-undone where the import
    was undone that brought it), and this is the day of the registration."""

    TYPE: ClassVar[str] = "vn.hieuhoc.recognition.candidacy-withdrawn.v1"
    registration: Registration
    withdrawn_on: date
    ground_code: Code | None = None


class TitleRecognisedV1(CandidacyEvent, frozen=True, kw_only=True):
    """The bearer holds the title for the title year by this decision."""

    TYPE: ClassVar[str] = "vn.hieuhoc.recognition.title-recognised.v1"
    decided_on: date
    decision_number: DocumentNumber


class CandidacyDeclinedV1(CandidacyEvent, frozen=True, kw_only=True):
    """The decision went against the bearer; `ground_code` is a closed code."""

    TYPE: ClassVar[str] = "vn.hieuhoc.recognition.candidacy-declined.v1"
    decided_on: date
    decision_number: DocumentNumber
    ground_code: Code


class RecognitionRevokedV1(CandidacyEvent, frozen=True, kw_only=True):
    """From this day on, by this decision, the bearer does not hold the title that it was given;
    `ground_code` is a closed code."""

    TYPE: ClassVar[str] = "vn.hieuhoc.recognition.recognition-revoked.v1"
    revoked_on: date
    decision_number: DocumentNumber
    ground_code: Code
