"""What may be said of what is organised: topic and programme, how many came, who organised it, too,
and who worked along."""

from collections.abc import Sequence
from datetime import date

from services.registry.organised.held import Held, Organiser, Partner
from services.registry.organised.refusals import (
    AttendancesImplausible,
    BeforeProgramme,
    CoOrganiserTwice,
    MoreNamedThanCame,
    PartnerKindUnknown,
    PartnerTwice,
    ProgrammeCodeUnknown,
    TopicCodeUnknown,
)
from shared.vocabulary.calendar import require_come
from shared.vocabulary.kinds import MOST_ATTENDANCES, PARTNER_KINDS
from shared.vocabulary.programmes import PROGRAMMES
from shared.vocabulary.topics import TOPICS


def require_sane(asked: Held, today: date) -> None:
    """Refuse what cannot be said of any class or session that was held."""
    require_come(asked.held_on, today)
    require_topic(asked.topic_code)
    require_programme(asked.programme_code, asked.held_on)
    if not 0 <= asked.attendances <= MOST_ATTENDANCES:
        raise AttendancesImplausible(most=MOST_ATTENDANCES)


def require_topic(topic_code: str) -> None:
    if topic_code not in TOPICS.names:
        raise TopicCodeUnknown(topic_codes=TOPICS.listed)


def require_programme(programme_code: str | None, day: date) -> None:
    """Refuse one that is none, or was not there yet on that day."""
    if programme_code is None:
        return
    if (programme := PROGRAMMES.get(programme_code)) is None:
        raise ProgrammeCodeUnknown(programme_codes=", ".join(sorted(PROGRAMMES)))
    if programme.since is not None and day < programme.since:
        raise BeforeProgramme(since=programme.since)


def require_together(
    by: Organiser, co_organisers: Sequence[Organiser], partners: Sequence[Partner]
) -> None:
    """Refuse whoever organises it twice, and what is no kind of partners or named twice."""
    if len({by, *co_organisers}) <= len(co_organisers):
        raise CoOrganiserTwice
    kinds = [each.partner_kind for each in partners]
    if not {*kinds} <= {*PARTNER_KINDS}:
        raise PartnerKindUnknown(kinds=", ".join(PARTNER_KINDS))
    if len({*kinds}) < len(kinds):
        raise PartnerTwice


def require_enough_came(people: int, attendances: int | None) -> None:
    """Refuse more who are named than came in all; None: nobody said how many did."""
    if attendances is not None and people > attendances:
        raise MoreNamedThanCame(people=people, attendances=attendances)
