"""What the pages accept in each field of a fact that is told to others, for Hypothesis.

By the name of the field, which means the same in every service. A field of text or of a number that
is not here is one of which nobody said what it may hold.
"""

from collections.abc import Collection
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from inspect import isclass
from types import NoneType
from typing import Any, Final, cast, get_args, get_origin, get_type_hints
from uuid import UUID

from hypothesis import strategies as any_
from hypothesis.strategies import SearchStrategy

from services.registry.centres.centre.rating import RATERS
from services.registry.citizens.citizen.citizen import ENDING_GROUNDS as CITIZEN_GROUNDS
from services.registry.families.family.ending import ENDING_GROUNDS
from services.registry.families.family.members import LEAVING_GROUNDS, RELATIONS
from services.registry.memberships.membership.membership import (
    ENDING_GROUNDS as MEMBERSHIP_GROUNDS,
)
from services.registry.requests.request.terms import RequestKind
from shared.vocabulary import kinds
from shared.vocabulary.calendar import FIRST_DAY_OF_PLACES, LAST_DAY
from shared.vocabulary.facilities import FACILITIES
from shared.vocabulary.programmes import PROGRAMMES
from shared.vocabulary.titles import BEARER_KINDS, TITLES
from shared.vocabulary.topics import TOPICS


def words(of: Collection[str]) -> SearchStrategy[str]:
    return any_.sampled_from(sorted(of))


def numbers(least: int, most: int) -> SearchStrategy[int]:
    """Often the bounds themselves."""
    return any_.sampled_from((least, most)) | any_.integers(least, most)


DOCUMENTS: Final = ("131/QĐ-UBND", "05/2025/QĐ-TTg", "202/2025/QH15", "49-KL/TW")
ACCEPTED: Final[dict[str, SearchStrategy[Any]]] = {
    "amount_dong": numbers(0, kinds.MOST_DONG),
    "attendances": numbers(0, kinds.MOST_ATTENDANCES),
    "people": numbers(0, kinds.MOST_ATTENDANCES),
    "activity_kind": words(kinds.ACTIVITY_KINDS),
    "attendee_kind": words(kinds.ATTENDEE_KINDS),
    "round_kind": words(kinds.ROUND_KINDS),
    "round_number": numbers(1, 1),
    "part_kind": words(kinds.PART_KINDS),
    "entrant_kind": words(kinds.ENTRANT_KINDS),
    "rank": numbers(1, 1_000),
    "minute_kind": words(kinds.MINUTE_KINDS),
    "band_code": words({"good", "fair", "average", "weak"}),
    "bearer_kind": words(BEARER_KINDS),
    "code": any_.from_regex(r"[0-9]{2,5}", fullmatch=True),
    "cost_dong": numbers(0, kinds.MOST_DONG),
    "decision_number": words(DOCUMENTS),
    "document_number": words(DOCUMENTS),
    "list_kind": words({"families", "centre-sessions"}),
    "thing_kind": words({"family", "family-member", "clan", "establishment"}),
    **dict.fromkeys(("new", "changed", "unchanged", "rejected", "ask"), numbers(0, 1_000_000)),
    "state_code": words(kinds.PLAN_ITEM_STATES),
    "planner_kind": words(kinds.PLANNER_KINDS),
    "plan_year": numbers(kinds.FIRST_TITLE_YEAR, LAST_DAY.year),
    "document_kind": words(kinds.DOCUMENT_KINDS),
    "establishment_kind": words(kinds.ESTABLISHMENT_KINDS),
    "grants": numbers(1, kinds.MOST_GRANTS),
    "ground_code": words(
        kinds.GROUNDS
        | kinds.REVOKED_FOR
        | kinds.MERGED_FOR
        | ENDING_GROUNDS
        | LEAVING_GROUNDS
        | CITIZEN_GROUNDS
        | MEMBERSHIP_GROUNDS
    ),
    "agency_kind": words(kinds.COMMITTEE_AGENCY_KINDS),
    "group_code": words(kinds.CITIZEN_GROUPS),
    "fulfilment_kind": words({"activity", "class", "document", "session"}),
    "held_kind": words({"activity", "class", "session"}),
    "host_kind": words(kinds.CHAPTER_HOST_KINDS),
    "kind": words({"phuong", "xa", "khu-pho", "ap"}),
    "kind_code": words(get_args(RequestKind)),
    "kind_was": words(kinds.ESTABLISHMENT_KINDS),
    "level": words({"province", "district", "commune", "hamlet"}),
    "name": words({"Ấp 1", "Khu phố 2", "x" * 200}),
    "number": numbers(0, kinds.MOST_STATED),
    "partner_kind": words(kinds.PARTNER_KINDS),
    "programme_code": words(PROGRAMMES),
    "organiser_kind": words(kinds.ORGANISER_KINDS),
    "body_kind": words({"association", "board", "chapter", "committee"}),
    "post_code": words(kinds.POST_CODES),
    "population_kind": words(kinds.POPULATION_KINDS),
    "equipped_year": numbers(kinds.FIRST_TITLE_YEAR, LAST_DAY.year),
    "facility_code": words(FACILITIES.names.keys() - FACILITIES.counted),
    "rater_code": words(RATERS),
    "rating_year": numbers(kinds.FIRST_TITLE_YEAR, LAST_DAY.year),
    "registration": words(kinds.REGISTRATIONS),
    "relation_code": words(RELATIONS),
    "score": numbers(0, 100),
    "source_code": words(kinds.POPULATION_SOURCES),
    "subject_kind": words({"family", "clan", "centre"}),
    "title": words(TITLES),
    "year": numbers(kinds.FIRST_TITLE_YEAR, LAST_DAY.year),
    "years": numbers(kinds.FIRST_TITLE_YEAR, LAST_DAY.year),
    "title_year": numbers(kinds.FIRST_TITLE_YEAR, LAST_DAY.year),
    "topic_code": words(TOPICS.names),
}


def accepted(fact: type[Any]) -> SearchStrategy[Any]:
    """Facts of this kind with what its page accepts in each field."""
    hints = get_type_hints(fact)
    return any_.builds(fact, **{f.name: _of(hints[f.name], f.name) for f in fields(fact)})


def _of(hint: Any, name: str) -> SearchStrategy[Any]:
    choices = get_args(hint)
    if NoneType in choices:
        (only,) = (choice for choice in choices if choice is not NoneType)
        return any_.none() | _of(only, name)
    if hint is bool:
        return any_.booleans()
    if hint is UUID:
        return any_.uuids()
    if hint is date:
        return any_.dates(FIRST_DAY_OF_PLACES, LAST_DAY)
    if isclass(hint) and issubclass(hint, Enum):
        return any_.sampled_from(list(hint))
    if is_dataclass(hint):
        return accepted(cast(type[Any], hint))
    if get_origin(hint) is tuple and is_dataclass(choices[0]):
        said = accepted(cast(type[Any], choices[0]))
        return any_.lists(said, min_size=1, max_size=3).map(tuple)
    if get_origin(hint) is tuple:
        literals = get_args(choices[0])
        inner = any_.sampled_from(literals) if literals else _of(choices[0], name)
        return any_.lists(inner, unique=True).map(tuple)
    return ACCEPTED[name]
