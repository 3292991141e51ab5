"""What each route must answer, as far as it is known here. Of a route that is not, the walk asks
the same of every id: it is there if it is seen, and no answer holds one that is not."""

import json
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from services.registry.requests.request.terms import Terms
from tests.doors.wire import Answer
from tests.scope import activities, centres, documents, funds, imports, plans, waiting
from tests.scope.figures import Question
from tests.scope.judging import Asked, Judge, compared, of_place, status
from tests.scope.lands import Story
from tests.scope.oracle import EVER, Oracle
from tests.scope.organisation import organisation
from tests.scope.things import Trace

TERMS = Terms()
BEARERS = {"clans": "clan_id", "citizens": "citizen_ref", "establishments": "establishment_id"}
BODIES = {"associations": "association_id", "chapters": "chapter_id"}
BODIES |= {"boards": "board_id", "committees": "committee_id"}
LED = BODIES | {"centres": "centre_id"}


def _families(oracle: Oracle, asked: Asked, answer: Answer) -> str | None:
    on = date.fromisoformat(asked["on"]) if "on" in asked else date.max

    def rows(oracle: Oracle, place: str, said: Any) -> str | None:
        seen = [
            each.family_id
            for each in oracle.world.families
            if each.trace.place == place and each.trace.on <= on and oracle.sees(each.trace)
        ]
        listed = sorted(each["family_id"] for each in said["items"])
        return compared((said["number"], listed), (len(seen), sorted(seen)))

    return of_place(rows)(oracle, asked, answer)


def _bearers(which: str, thing_id: str, since: str = "registered_on") -> Judge:
    """Whose end is not seen is on the books still."""

    def judge(oracle: Oracle, asked: Asked, answer: Answer) -> str | None:
        on = date.fromisoformat(asked["on"]) if "on" in asked else None

        def rows(oracle: Oracle, place: str, said: Any) -> str | None:
            seen = {}
            for each in getattr(oracle.world, which):
                if each.trace.place == place and oracle.sees(each.trace):
                    told = each.ended_on and oracle.sees(Trace(place, each.ended_on))
                    ended = each.ended_on if told else None
                    if on is None or (each.trace.on <= on and (ended is None or ended > on)):
                        days = each.trace.on.isoformat(), ended and ended.isoformat()
                        seen[getattr(each, thing_id)] = days
            listed = {c[thing_id]: (c[since], c["ended_on"]) for c in said["items"]}
            return compared((said["number"], listed), (len(seen), seen))

        return of_place(rows)(oracle, asked, answer)

    return judge


def _bearer(which: str, thing_id: str) -> Judge:
    def judge(oracle: Oracle, asked: Asked, answer: Answer) -> str | None:
        for each in getattr(oracle.world, which):
            if getattr(each, thing_id) == asked[thing_id] and answer.status == 200:
                ended = each.ended_on
                if ended and not oracle.sees(Trace(each.trace.place, ended)):
                    ended = None
                return compared(answer.json()["ended_on"], ended and ended.isoformat())
        return None

    return judge


def _terms(oracle: Oracle, asked: Asked, answer: Answer) -> str | None:
    """Of a body that is seen its terms, of which there are none; of another nothing."""
    for which, thing_id in LED.items():
        for each in getattr(oracle.world, which):
            if getattr(each, thing_id) == asked["body_id"] and oracle.sees(each.trace):
                return status(answer, 200) or compared(answer.json(), [])
    return status(answer, 404)


def _populations(oracle: Oracle, asked: Asked, answer: Answer) -> str | None:
    """On a day the last that is seen by then, if the place is in force."""
    on = date.fromisoformat(asked["on"]) if "on" in asked else None

    def rows(oracle: Oracle, place: str, said: Any) -> str | None:
        stated = [each for each in oracle.world.populations if each.trace.place == place]
        seen = sorted((each.trace.on, each.number) for each in stated if oracle.sees(each.trace))
        if on is not None:
            seen = [each for each in seen if each[0] <= on][-1:]
            seen = seen if oracle.world.land[place].in_force(on) else []
        listed = [(each["counted_on"], each["number"]) for each in said["items"]]
        wanted = [(day.isoformat(), number) for day, number in seen]
        return compared((said["number"], listed), (len(wanted), wanted))

    return of_place(rows)(oracle, asked, answer)


def _requests(oracle: Oracle, asked: Asked, answer: Answer) -> str | None:
    """None is acknowledged or answered: each is due ten days after it came."""
    place = oracle.world.places.get(asked.get("place_id", ""))
    if "place_id" in asked and (place is None or oracle.until(place) is None):
        return status(answer, 404)
    due_by = date.fromisoformat(asked["due_by"]) if "due_by" in asked else date.max
    by = date.fromisoformat(asked["acknowledge_by"]) if "acknowledge_by" in asked else date.max
    seen = [
        each.request_id
        for each in oracle.world.requests
        if oracle.sees(each.trace)
        and place in (None, each.trace.place)
        and each.trace.on + timedelta(days=10) <= due_by
        and TERMS.acknowledge_by(each.trace.on) <= by
    ]
    said = answer.json()
    listed = sorted(each["request_id"] for each in said["items"])
    return status(answer, 200) or compared((said["number"], listed), (len(seen), sorted(seen)))


def _waiting(oracle: Oracle, place: str) -> list[str]:
    """Nobody has allocated anything: what is on the books of a split place waits, and its hamlets
    do of which nobody says where they lie."""
    world, story = oracle.world, oracle.world.land[place]
    stories = world.land.stories.values()
    books = funds.split_books(oracle, place)
    if not books:
        return []
    found = [world.id_of(each.name) for each in stories if _lost(each, place, world.today)]
    found += [each.family_id for each in world.families if each.trace.place in books]
    found += [each.centre_id for each in world.centres if each.trace.place in books]
    for which, thing_id in (BEARERS | BODIES).items():
        for each in getattr(world, which):
            waits = each.ended_on is None or each.ended_on > story.end
            if each.trace.place in books and waits:
                found.append(getattr(each, thing_id))
    return sorted(found)


def _lost(story: Story, place: str, today: date) -> bool:
    said = [parent for _, parent in story.parents if parent]
    here = story.level == "hamlet" and story.in_force(today)
    return here and story.parent(today) is None and said[-1] == place


def _unallocated(oracle: Oracle, asked: Asked, answer: Answer) -> str | None:
    """Of what waits today nothing is told to whose sight has an end."""
    place = oracle.world.places.get(asked["place_id"])
    if place is None or oracle.until(place) != EVER:
        return status(answer, 404)
    said, waiting = answer.json(), _waiting(oracle, place)
    listed = [each["subject_id"] for each in said["items"]]
    number = sum(said["numbers"].values())
    return compared((listed, said["number"], number), (waiting, len(waiting), len(waiting)))


def _unallocated_places(oracle: Oracle, asked: Asked, answer: Answer) -> str | None:
    names = oracle.world.land.names()
    seen = {each: len(_waiting(oracle, each)) for each in names if oracle.until(each) == EVER}
    expected = {oracle.world.id_of(each): number for each, number in seen.items() if number}
    said = answer.json()
    listed = {
        each["place_id"]: sum(number for kind, number in each.items() if kind != "place_id")
        for each in said["items"]
    }
    return compared((listed, said["number"]), (expected, len(expected)))


def _steps(oracle: Oracle, asked: Asked, answer: Answer) -> str | None:
    if answer.status != 200:
        return None
    world = oracle.world
    on = date.fromisoformat(asked.get("on") or world.today.isoformat())
    known = date.fromisoformat(asked.get("as_of") or world.today.isoformat()) >= world.today
    expected = [
        (each.status, each.trace.on.isoformat())
        for each in world.steps
        if (each.family_id, str(each.year)) == (asked["bearer_id"], asked["year"])
        if known and each.trace.on <= on and oracle.sees(each.trace)
    ]
    said = [(each["status"], each["effective_on"]) for each in answer.json()["steps"]]
    return compared(said, expected)


def _candidacies(oracle: Oracle, asked: Asked, answer: Answer) -> str | None:
    """Of each the last that is seen by the day, where it is."""
    on = date.fromisoformat(asked.get("on") or oracle.world.today.isoformat())

    def rows(oracle: Oracle, place: str, said: Any) -> str | None:
        seen = {
            (each.family_id, each.year): (each.status, each.trace.on.isoformat())
            for each in oracle.world.steps
            if each.trace.place == place and each.trace.on <= on and oracle.sees(each.trace)
        }
        listed = {
            (each["bearer_id"], each["title_year"]): (each["status"], each["effective_on"])
            for each in said["items"]
        }
        return compared((said["number"], listed), (len(seen), seen))

    return of_place(rows)(oracle, asked, answer)


def _held_by_nobody(oracle: Oracle, asked: Asked, answer: Answer) -> str | None:
    """No bearer was withdrawn."""

    def rows(_oracle: Oracle, _place: str, said: Any) -> str | None:
        return compared((said["number"], said["items"]), (0, []))

    return of_place(rows)(oracle, asked, answer)


def _people(oracle: Oracle, asked: Asked, answer: Answer) -> str | None:
    if answer.status != 200:
        return None
    expected = sorted(
        each.head_ref
        for each in oracle.world.families
        if oracle.sees(each.trace)
        and (each.full_name == asked.get("name") or each.phone == asked.get("phone"))
    )
    return compared(sorted(each["person_ref"] for each in answer.json()["items"]), expected)


def _names(oracle: Oracle, asked: Asked, answer: Answer) -> str | None:
    if answer.status != 200:
        return None
    expected = {
        each.head_ref: each.full_name
        for each in oracle.world.families
        if oracle.sees(each.trace) and each.head_ref in asked["person_refs"]
    }
    said = [json.loads(line) for line in answer.text.splitlines()]
    said = said[0]["items"] if said and "items" in said[0] else said
    return compared({each["person_ref"]: each["full_name"] for each in said}, expected)


def _deliveries(oracle: Oracle, asked: Asked, answer: Answer) -> str | None:
    world, place = oracle.world, oracle.world.places.get(asked["place_id"])
    until = None if place is None else oracle.until(place)
    if place is None or until is None:
        return status(answer, 404)
    inside = world.land.inside(place, min(until, world.today, world.land[place].last_day))
    seen = {
        each.delivery_id: "accepted"
        if oracle.sees(Trace(each.trace.place, each.settled_on))
        else "requested"
        for each in world.deliveries
        if each.trace.place in inside and oracle.sees(each.trace)
    }
    wanted = asked.get("status")
    expected = {each: status for each, status in seen.items() if wanted in (None, status)}
    said = {each["delivery_id"]: each["status"] for each in answer.json().get("items", [])}
    return status(answer, 200) or compared(said, expected)


def _question(oracle: Oracle, asked: Asked) -> Question:
    def day(name: str) -> date | None:
        return date.fromisoformat(asked[name]) if asked.get(name) else None

    return Question(
        oracle,
        asked.get("measure", "families"),
        oracle.world.places.get(asked["place_id"]),
        day("on") or oracle.world.today,
        day("since"),
        day("as_of") or oracle.world.today,
        day("boundary"),
    )


def _of_figure(
    said_of: Callable[[Any], object], expected_of: Callable[[Question], object]
) -> Judge:
    def judge(oracle: Oracle, asked: Asked, answer: Answer) -> str | None:
        question = _question(oracle, asked)
        if question.is_incomplete:
            return status(answer, 422)
        if question.is_refused or (answer.status == 404 and question.may_be_refused):
            return status(answer, 404)
        if unseen := question.unseen():
            return f"counts what is out of reach: {unseen}" if answer.status == 200 else None
        wrong = status(answer, 200)
        return wrong or compared(said_of(answer.json()), expected_of(question))

    return judge


def _sum(question: Question) -> int:
    return sum(value for _, value, _ in question.counted())


def _ids(question: Question) -> list[str]:
    return sorted(thing_id for _, _, thing_id in question.counted())


LINEAGE = "GET /rollups/v1/lineage"
EXPECTED: Mapping[str, Judge] = {
    "GET /registry/v1/families": _families,
    "GET /registry/v1/citizens": _bearers("citizens", "citizen_ref"),
    "GET /registry/v1/citizens/{citizen_ref}": _bearer("citizens", "citizen_ref"),
    "GET /registry/v1/associations": _bearers("associations", "association_id", "founded_on"),
    "GET /registry/v1/associations/{association_id}": _bearer("associations", "association_id"),
    "GET /registry/v1/chapters": _bearers("chapters", "chapter_id", "founded_on"),
    "GET /registry/v1/chapters/{chapter_id}": _bearer("chapters", "chapter_id"),
    "GET /registry/v1/chapters/waiting": waiting.places_of_chapters,
    "GET /registry/v1/chapters/waiting/{place_id}": waiting.chapters_of_place,
    "GET /registry/v1/boards": _bearers("boards", "board_id", "founded_on"),
    "GET /registry/v1/boards/{board_id}": _bearer("boards", "board_id"),
    "GET /registry/v1/committees": _bearers("committees", "committee_id", "founded_on"),
    "GET /registry/v1/committees/{committee_id}": _bearer("committees", "committee_id"),
    "GET /registry/v1/terms/{body_id}": _terms,
    "GET /registry/v1/terms/centres-without-director": centres.without_director,
    "GET /registry/v1/memberships": _bearers("memberships", "membership_id", "joined_on"),
    "GET /registry/v1/memberships/organisation": organisation,
    "GET /registry/v1/memberships/{membership_id}": _bearer("memberships", "membership_id"),
    "GET /registry/v1/clans": _bearers("clans", "clan_id"),
    "GET /registry/v1/clans/{clan_id}": _bearer("clans", "clan_id"),
    "GET /registry/v1/populations": _populations,
    "GET /registry/v1/requests": _requests,
    "GET /registry/v1/establishments": _bearers("establishments", "establishment_id"),
    "GET /registry/v1/establishments/{establishment_id}": _bearer(
        "establishments", "establishment_id"
    ),
    "GET /registry/v1/centres": centres.centres,
    "GET /registry/v1/centres/{centre_id}": centres.centre,
    "GET /registry/v1/centres/{centre_id}/ratings": centres.ratings,
    "GET /registry/v1/centres/{centre_id}/facilities": centres.equipped,
    "GET /registry/v1/centres/facilities": centres.in_year,
    "GET /registry/v1/classes": centres.classes,
    "GET /registry/v1/classes/{class_id}": centres.class_,
    "GET /registry/v1/sessions": centres.sessions,
    "GET /registry/v1/sessions/{session_id}": centres.session,
    "GET /registry/v1/activities": activities.activities,
    "GET /registry/v1/activities/{activity_id}": activities.activity,
    "GET /registry/v1/activities/{activity_id}/minutes": activities.minutes,
    "GET /registry/v1/plans": plans.plans,
    "GET /registry/v1/plans/items": plans.due,
    "GET /registry/v1/plans/{plan_id}": plans.plan,
    "GET /registry/v1/plans/{plan_id}/items": plans.items_of_plan,
    "GET /registry/v1/imports": imports.imports,
    "GET /registry/v1/imports/{import_id}": imports.list_import,
    "GET /registry/v1/imports/{import_id}/workbook": imports.workbook,
    "GET /registry/v1/imports/templates/{kind}": imports.template,
    "GET /registry/v1/documents": documents.documents,
    "GET /registry/v1/documents/{document_id}": documents.document,
    "GET /registry/v1/documents/{document_id}/heading": documents.heading,
    "GET /registry/v1/places/unallocated": _unallocated_places,
    "GET /registry/v1/places/{place_id}/unallocated": _unallocated,
    "POST /registry/v1/people/search": _people,
    "POST /registry/v1/people/names": _names,
    "POST /registry/v1/people/names/export": _names,
    "GET /recognition/v1/candidacies": _candidacies,
    "GET /recognition/v1/candidacies/held-by-nobody": _held_by_nobody,
    "GET /recognition/v1/bearers/{bearer_kind}/{bearer_id}/status": _steps,
    "GET /funding/v1/places/unallocated": funds.unallocated_places,
    "GET /funding/v1/places/{place_id}/unallocated": funds.unallocated,
    "GET /funding/v1/funds/{fund_id}": funds.fund,
    "GET /funding/v1/funds/{fund_id}/scholarships": funds.scholarships,
    "GET /notifications/v1/deliveries": _deliveries,
    "GET /rollups/v1/figures": _of_figure(lambda said: said["figures"][0]["value"], _sum),
    "GET /rollups/v1/reports/families": _of_figure(lambda said: said["whole"]["families"], _sum),
    LINEAGE: _of_figure(lambda said: sorted(each["subject_id"] for each in said["items"]), _ids),
}
