"""What the fields of events mean, and when an event counts, in words for readers of them."""

from datetime import date
from types import MappingProxyType
from typing import Any, Final, get_args, get_origin
from uuid import UUID

import msgspec
from msgspec.structs import FieldInfo

from shared.contracts import fields
from shared.contracts.envelope import Contract

TYPES: Final[tuple[tuple[Any, str], ...]] = (
    (UUID, "UUID"),
    (date, "day, `YYYY-MM-DD`"),
    (fields.Code, "code"),
    (fields.PlaceCode, "official code"),
    (fields.PlaceName, "name of a place"),
    (fields.DocumentNumber, "number of a document"),
    (fields.Count, "whole number"),
    (fields.Dong, "whole đồng"),
    (fields.TitleYear, "year"),
    (int, "whole number"),
    (bool, "true or false"),
)
MEANINGS: Final = MappingProxyType(
    {
        "import-finished.new": "how many rows came onto the books anew",
        "import-finished.changed": "how many rows changed what stands there",
        "import-finished.unchanged": "how many rows say nothing else than the books",
        "import-finished.rejected": "how many rows were refused",
        "import-finished.ask": "how many rows somebody has to be asked about",
        "import-undone.things": "what was withdrawn, each kind of thing once",
        "thing_kind": "which kind of thing: family, family-member, clan, establishment, …",
        "undone_on": "the day on which all of it was withdrawn",
        "finished_on": "the day on which its last row was gone through",
        "import_id": "the import; what it recorded has `import:<id>` for its actor, at home",
        "list_kind": "which kind of list: families, …",
        "acknowledge_by": "the last day on which it can be acknowledged in time",
        "activity_id": "the activity",
        "activity_kind": "what it is: campaign, congress, contest, training-conference, …",
        "activity-corrected.now": "what counts of it now",
        "activity-corrected.was": "what counted until now",
        "activity-withdrawn.now": "nothing",
        "activity-withdrawn.was": "what counted until now; empty: it was only planned",
        "attendees": "who came, each kind once; a `number` that is null: nobody said how many",
        "co_organisers": "who organised it, too",
        "people": "how many who came are named, each once: people (người), not `attendances`",
        "of_names": "whether nobody counted heads, and `attendances` are as many as are named",
        "partners": "which kinds of bodies worked along, each once",
        "programme_code": "by which programme it is held; null: of none that was said",
        "first_on": "the first day of the span, of which the other day is the last; null: one day",
        "agency_id": "the establishment that is the standing agency; null: an authority is it",
        "agency_kind": "what the standing agency (cơ quan thường trực) is, by a closed list",
        "amount_dong": "how much was given",
        "association_id": "the association (hội khuyến học)",
        "announced_on": "the day on which it was announced",
        "members_to": "the associations to which its members go, each once; empty: nobody said",
        "funds_to": "the associations to which its funds go, each once; empty: nobody said",
        "attendances": "how many came, lượt người: who came twice counts twice",
        "award_id": "the award (phần trao)",
        "awarded_on": "the day on which it was given",
        "band_code": "in which band, of those that are data where it is rated: good, fair, …",
        "board_id": "the board (ban khuyến học)",
        "bearer_id": "who runs for the title",
        "bearer_kind": "what `bearer_id` names",
        "changed": "which of the attributes below are other than before",
        "chapter_id": "the chapter (chi hội)",
        "class_id": "the class",
        "cancelled_on": "the day on which it was said that it is not held",
        "committee_id": "the committee (ban chỉ đạo)",
        "code": "its official code; null: it has none",
        "cost_dong": "what it cost; null: nobody said",
        "counted_on": "the day of the count",
        "decided_on": "the day of the decision",
        "decision_number": "number and sign of the decision",
        "plan_id": "the plan (kế hoạch, chương trình năm)",
        "item_id": "the item of the plan",
        "planner_kind": "whose plan it is: association, centre or committee",
        "planner_id": "whose plan it is",
        "plan_year": "the year of the plan",
        "plan-item-set.due_on": "the day by which it is to be done",
        "plan-item-corrected.due_on": "the day by which it is to be done",
        "plan-item-closed.due_on": "the day by which it is to be done",
        "plan-item-reopened.due_on": "the day by which it is to be done",
        "plan-item-withdrawn.due_on": "the day by which it is to be done",
        "set_on": "the first day on which it is in the plan",
        "closed_on": "the first day on which it is done, or dropped",
        "state_code": "done or dropped",
        "plan-item-closed.now": "from when it counts as done; empty: it was dropped",
        "plan-item-closed.was": "nothing: it was open; or what counted as done until now",
        "fulfilment_kind": "by what it was done: activity, class, document, session; or null",
        "fulfilment_id": "the one by which it was done; null: nobody said",
        "plan-item-reopened.now": "nothing",
        "plan-item-reopened.was": "what counted as done until now; empty: it was dropped",
        "document_id": "the document (văn bản)",
        "document_kind": "what it is: decision, dispatch, plan, report, resolution, …",
        "document-corrected.now": "what counts of it now",
        "document-corrected.was": "what counted until now",
        "document-issued.document_number": "its number and sign",
        "document-withdrawn.now": "nothing",
        "document-withdrawn.was": "what counted until now",
        "issued_on": "the day on it",
        "replaces_id": "the document that it takes the place of; null: none is named",
        "document_number": "number and sign of the document by which; null: none is named",
        "due_on": "the last day on which it could have been answered",
        "effective_on": "the first day on which it is so",
        "ended_on": "the first day on which it is no more",
        "equipped_year": "of which year it is said what the centre has",
        "erased_on": "the day on which it was erased",
        "established_on": "the first day on which it is there",
        "establishment_kind": "as what it counts: agency, school, enterprise, religious, armed",
        "facilities": "all that it has in that year",
        "facility_code": "what it has: own-house, seal, loudspeaker, library, club, …",
        "founded_on": "the first day on which it is there",
        "grants": "how many suất",
        "group_code": "as one of which group: resident, worker, officer, pupil",
        "ground_code": "why, as a word of a closed list",
        "held_on": "the day on which it was held",
        "host_id": "the chapter, or the association where there is none",
        "host_kind": "with whom: agency, clan, fellow-countrymen, hamlet, religious, school, unit",
        "how": "what of the place goes to the successor",
        "into_association_id": "the association that it went on in",
        "into_board_id": "the board that it went on in",
        "into_committee_id": "the committee that it went on in",
        "into_chapter_id": "the chapter that it went on in",
        "into_centre_id": "the centre in which it went on",
        "into_family_id": "the family that it went into",
        "joined_on": "the first day on which it belongs there",
        "kind": "the legal kind: `phuong`, `xa`, `khu-pho`, …",
        "kind_code": "of which kind, as a word of a closed list",
        "left_on": "the first day on which it belongs there no more; null: it does",
        "level": "the level: province, district, commune, hamlet, …",
        "merged_on": "the day on which it was found",
        "centre-merged.merged_on": "the first day on which it is there no more",
        "membership_id": "the membership",
        "moved_on": "the first day at `place_id`",
        "name": "its name, in Vietnamese",
        "new_family_id": "the family that began",
        "new_place_id": "on whose books that one is",
        "now": "the spells that hold now: they count",
        "number": "how many",
        "organiser_id": "who held it; of an authority an id made of its kind and place",
        "organiser_kind": "association, centre, establishment, or which authority of a place",
        "planned_on": "the day for which it was planned; null: it was not",
        "opened_on": "the first day on which it is there",
        "parent_id": "the place in which it lies; null: in none, or not allocated yet",
        "person_ref": "who, as a reference",
        "place_id": "on whose books it is, or was last",
        "population_kind": "of which people: inhabitants, households, adults, workers, …",
        "recipient_ref": "who received it, as a reference",
        "rated_on": "the day on which it was rated so",
        "rater_code": "who rated: association, centre, education-office, peoples-committee",
        "rating_year": "the year for which it was rated",
        "registered_on": "the first day on the books",
        "registration": "whether for the first time (đăng ký mới) or again (tái đăng ký)",
        "restricted_on": "the first day on which it is so",
        "renamed_on": "the first day under that name",
        "resumed_on": "the first day on which it is restricted no more",
        "revoked_on": "the first day without the title",
        "said_on": "the day on which it was said so",
        "score": "how many points; null: none were given",
        "class-corrected.now": "what counts of it now",
        "class-corrected.was": "what counted until now",
        "class-withdrawn.now": "nothing",
        "class-withdrawn.was": "what counted until now; empty: it was only planned",
        "session_id": "the session",
        "session-corrected.now": "what counts of it now",
        "session-corrected.was": "what counted until now",
        "session-withdrawn.now": "nothing",
        "session-withdrawn.was": "what counted until now; empty: it was only planned",
        "source_code": "who counted, as a word of a closed list; null: the document says it",
        "split_on": "the first day of the family that began",
        "subject_kind": "what `subject_id` names",
        "successor_id": "the place that takes over",
        "subject-allocated.place_id": "the place that was split",
        "person-erased.place_id": "on whose books it was; null: nobody wrote that down",
        "survivor_id": "what it was all the time; that may have been merged itself",
        "survivor_ref": "whom it is an alias of, as a reference",
        "title": "the title (danh hiệu)",
        "title_year": "the year for which the title is",
        "to_place_id": "the part of the place to which it belongs",
        "topic_code": "what was taught",
        "unmerged_on": "the day on which that was found",
        "valid_from": "the first day on which it is in force; null: not known (không rõ)",
        "was": "the spells that held until now: they count no more",
        "withdrawn_on": "the first day on which the bearer runs no more",
        "written_on": "the day that was told before as `joined_on`",
    }
)
"""By name, and where an event means it otherwise by fact and name."""

SPELLS: Final = (
    "take back what the spells of `was` counted, and count those of `now`, each on its own days"
)
WHEN: Final = MappingProxyType(
    {
        "family-member-corrected": "from `joined_on` until `left_on`, in place of what was told"
        " of `written_on`",
        "clan-member-corrected": "from `joined_on` until `left_on`, in place of what was told of"
        " `written_on`",
        "class-held": "on `held_on` alone",
        "activity-planned": "never: it is not held yet",
        "activity-held": "on `held_on` alone; with `first_on` in periods that hold the whole span",
        "activity-cancelled": "never: it is not held",
        "activity-corrected": "`was` is taken back on its own `held_on`, `now` counts on its own",
        "activity-withdrawn": "never: `was` is taken back on its own `held_on`",
        "plan-item-set": "from `set_on` on",
        "document-issued": "on `issued_on` alone",
        "document-corrected": "`was` is taken back on its own `issued_on`, `now` counts on its own",
        "document-withdrawn": "never: `was` is taken back on its own `issued_on`",
        "class-planned": "never: it is not held yet",
        "class-cancelled": "never: it is not held",
        "class-corrected": "`was` is taken back on its own `held_on`, `now` counts on its own",
        "class-withdrawn": "never: `was` is taken back on its own `held_on`",
        "session-planned": "never: it is not held yet",
        "session-held": "on `held_on` alone",
        "session-cancelled": "never: it is not held",
        "session-corrected": "`was` is taken back on its own `held_on`, `now` counts on its own",
        "session-withdrawn": "never: `was` is taken back on its own `held_on`",
        "scholarship-awarded": "on `awarded_on` alone",
        "population-stated": "from `counted_on` on, until the next count or the end of the place",
        "population-corrected": "in place of what was told of `counted_on`",
        "place-established": "from `valid_from` on; if that is null, since ever",
        "place-changes-cancelled": "at once: what was told of the place for `effective_on` by that"
        " document never takes effect",
        "place-withdrawn": "never: nothing that was told of the place before holds",
        "subject-allocated": "from `effective_on` on, in place of what was told of that day and"
        " later",
    }
)
"""Of facts of which their days alone do not say it."""


def type_of(field: FieldInfo) -> str:
    """For people; `fields` has the patterns, and the JSON Schema."""
    said = _said(field.type)
    return said if field.required else f"{said}, may be left out"


def _said(kind: Any) -> str:
    for known, words in TYPES:
        if kind is known or kind == known:
            return words
    parts = [part for part in get_args(kind) if part is not ...]
    if get_origin(kind) is tuple:
        return f"list of: {_said(parts[0])}"
    if parts and all(isinstance(part, str) for part in parts):
        return ", ".join(f"`{part}`" for part in parts)
    if type(None) in parts:
        rest = [_said(part) for part in parts if part is not type(None)]
        return f"{' or '.join(rest)}, or null"
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        within = ", ".join(f"`{each.name}`" for each in msgspec.structs.fields(kind))
        return f"spell ({within})" if issubclass(kind, fields.Spell) else f"object ({within})"
    return str(getattr(kind, "__name__", kind))


def meaning_of(event: type[Contract], name: str) -> str:
    """Empty when nobody wrote down what a field of this name means."""
    if name == event.SUBJECT:
        return "what it is about, and the key of the record"
    return MEANINGS.get(f"{fact_of(event)}.{name}") or MEANINGS.get(name, "")


def when(event: type[Contract]) -> str:
    """From which day on, or on which, it counts."""
    fact, names = fact_of(event), {each.name for each in msgspec.structs.fields(event)}
    if fact in WHEN:
        return WHEN[fact]
    if names >= {"was", "now"}:
        return SPELLS
    own, inherited = _days(event)
    if fact.endswith("-withdrawn") and not own:
        return f"never: what was told of {_named(inherited)} is taken back"
    return f"from {_named((own or inherited)[:1])} on" if own or inherited else "from then on"


def fact_of(event: type[Contract]) -> str:
    """Its name in the glossary of facts."""
    return event.TYPE.split(".")[-2]


def _days(event: type[Contract]) -> tuple[list[str], list[str]]:
    """The fields that are days: those that the event itself names, and the others."""
    days = [f.name for f in msgspec.structs.fields(event) if date in (f.type, *get_args(f.type))]
    own = vars(event).get("__annotations__", {})
    return [name for name in days if name in own], [name for name in days if name not in own]


def _named(names: list[str]) -> str:
    return " and ".join(f"`{name}`" for name in names) or "it"
