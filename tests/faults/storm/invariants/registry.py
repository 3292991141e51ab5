"""Of the register: what officers were answered is in its log, and its views are what that adds up
to."""

from collections import Counter
from uuid import UUID

from tests.faults.storm.asking import TODAY
from tests.faults.storm.communes import OFFICERS, announced_id, hamlet_of
from tests.faults.storm.invariants.aftermath import Aftermath, same

FAMILIES = "select family_id, place_id, registered_on from families_by_place_v2"
CLANS = "select clan_id, place_id, registered_on from clans_v3"
ALIASES = "select alias_id, into_id from aliases_v1"
CENTRES = "select centre_id, classes, attendances from centres_by_place_v2"


def registry_recorded_each_command_once(after: Aftermath) -> None:
    log = after.logs["registry"]
    families = log.streams("family-registered")
    by_officers = Counter(fact.stream for fact in log.alone("family-registered"))
    after.once(by_officers, "family", "families")
    after.once(log.streams("family-merged"), "merge")
    after.once(log.streams("clan-registered"), "clan")
    after.once(log.streams("centre-established"), "centre")
    after.once(log.named("class-held", "class_id"), "class")
    joined = Counter(fact.id("person_ref") for fact in log.alone("family-member-joined"))
    after.once(joined, "family-member")
    after.once(log.named("clan-member-joined", "person_ref"), "clan-member")
    after.once(log.streams("association-founded"), "association")
    after.once(log.streams("chapter-founded"), "chapter")
    after.once(log.streams("membership-started"), "memberships")
    after.once(log.streams("membership-moved"), "membership-move")
    after.once(log.streams("membership-ended"), "membership-ending")
    after.once(log.streams("session-held"), "session")
    after.once(log.streams("session-corrected"), "session-correction")
    after.once(log.streams("activity-held"), "activity")
    after.once(log.streams("committee-founded"), "committee")
    after.once(log.streams("plan-adopted"), "plan")
    after.once(log.named("plan-item-set", "item_id"), "plan-item")
    after.once(log.named("plan-item-closed", "item_id"), "plan-item-closing")
    after.once(log.streams("board-founded"), "board")
    after.once(log.streams("document-issued"), "document")
    equipped = log.of("centre-equipped")
    after.once(Counter(fact.stream for fact in equipped if not fact.said["was"]), "equipment")
    after.once(Counter(fact.stream for fact in equipped if fact.said["was"]), "equipment-anew")
    heads = log.streams("family-head-reserved")
    assert len(heads) == len(families), "a family without its head, or the reverse"


def families_are_as_they_were_said(after: Aftermath) -> None:
    recorded = {fact.stream: fact.said for fact in after.logs["registry"].of("family-registered")}
    for row, told in after.journal.done("family", "families"):
        for name in ("place_id", "registered_on"):
            assert recorded[told.id][name] == row[name], f"{told.id}: {recorded[told.id]}"


def registry_views_equal_a_recount(after: Aftermath) -> None:
    log = after.logs["registry"]
    families = {
        f.stream: (f.id("place_id"), f.day("registered_on")) for f in log.of("family-registered")
    }
    for fact in log.of("family-withdrawn"):
        del families[fact.stream]
    found = {family: tuple(rest) for family, *rest in after.rows("registry", FAMILIES)}
    same(found, families, "families_by_place")
    clans = {
        f.stream: (f.id("place_id"), f.day("registered_on")) for f in log.of("clan-registered")
    }
    found = {clan: tuple(rest) for clan, *rest in after.rows("registry", CLANS)}
    same(found, clans, "clans")
    merged = {fact.stream: fact.id("survivor_id") for fact in log.of("family-merged")}
    for fact in log.of("clan-merged", "clan-unmerged"):
        merged[fact.stream] = fact.id("survivor_id")
        if fact.name == "registry.clan-unmerged":
            del merged[fact.stream]
    same(dict(after.rows("registry", ALIASES)), merged, "aliases")
    held = log.of("class-held")
    classes = Counter(fact.id("centre_id") for fact in held)
    attendances: Counter[UUID] = Counter()
    for fact in held:
        attendances[fact.id("centre_id")] += fact.said["attendances"]
    expected = {c: (classes[c], attendances[c]) for c in log.streams("centre-established")}
    same({c: tuple(rest) for c, *rest in after.rows("registry", CENTRES)}, expected, "centres")


def documents_are_whole_or_not_at_all(after: Aftermath) -> None:
    """Each made its commune once, whatever was sent twice; who was taken over ended, went to one
    place, and took its hamlet along."""
    log = after.logs["registry"]
    documents = [fact for fact in log.facts if fact.said.get("document_number")]
    made = Counter(f.id("place_id") for f in documents if f.name.endswith("place-established"))
    after.once(made, "reorganisation", "announcement")
    said = Counter(fact.said["document_number"] for fact in log.of("reorganisation-announced"))
    assert len(said) == said.total() == len(made), f"{said} made {len(made)} communes"
    ended = Counter(f.id("place_id") for f in documents if f.name.endswith("place-ended"))
    succeeded = [f for f in log.of("place-succeeded") if f.id("successor_id") in made]
    assert ended == Counter(fact.id("place_id") for fact in succeeded), "no successor, or two"
    assert ended.total() == made.total(), "a commune was made of nothing"
    stands = {f.id("place_id"): f.said["parent_id"] for f in log.of("place-altered")}
    come = [f for f in succeeded if f.day("effective_on") <= TODAY]
    last = {f.said["successor_id"] for f in come} - {str(place_id) for place_id in ended}
    stood = [hamlet_of(officer) for officer in range(OFFICERS) if hamlet_of(officer) in stands]
    assert {stands[hamlet] for hamlet in stood} == last, "a hamlet stayed where nothing is"


def what_is_cancelled_is_cancelled_whole(after: Aftermath) -> None:
    """Of each place that the document spoke of, once, and of no other document."""
    log = after.logs["registry"]
    cancelled = Counter(f.said["document_number"] for f in log.of("reorganisation-cancelled"))
    after.once(Counter({announced_id(n): t for n, t in cancelled.items()}), "cancellation")
    spoken = {
        (fact.said["document_number"], fact.id("place_id"))
        for fact in log.of("place-established", "place-ended", "place-succeeded", "place-altered")
        if fact.said.get("document_number") in cancelled
    }
    told = [
        (f.said["document_number"], f.id("place_id")) for f in log.of("place-changes-cancelled")
    ]
    assert len(told) == len(set(told)), "a place was told of twice"
    assert set(told) == spoken, f"{set(told) ^ spoken} are not cancelled, or should not be"


def nothing_overtakes_its_centre(after: Aftermath) -> None:
    """I2: on Kafka, too."""
    established: set[str] = set()
    for each in after.kafka.topics["registry.centres"]:
        if each.stamp.type == "vn.hieuhoc.registry.centre-established.v1":
            established.add(each.stamp.subject)
        assert each.stamp.subject in established, f"{each.stamp.subject}: held before it was there"


CHECKS = (
    registry_recorded_each_command_once,
    families_are_as_they_were_said,
    registry_views_equal_a_recount,
    documents_are_whole_or_not_at_all,
    what_is_cancelled_is_cancelled_whole,
    nothing_overtakes_its_centre,
)
