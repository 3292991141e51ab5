"""Members of a list who may be on the books of their association already: met by name and birth
among its members, or by their identity number."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from services.registry.importing.members.books import Books, HostSaid
from services.registry.importing.members.list import MemberRow, may_be
from services.registry.importing.persons import Meant, birth_of, says
from services.registry.memberships.membership.facts import memberships_id
from services.registry.memberships.membership.person import PersonsMemberships
from services.registry.people.vault.rows import KeptPerson
from services.registry.people.vault.searching import Search, Sought
from shared.importing.doubts import BooksSayOtherwise
from shared.importing.people import Birth, Identity
from shared.importing.report import Became
from shared.vocabulary.refusals import Refusal
from shared.web.caller import Caller
from shared.web.counter import Counter


class Known(NamedTuple):
    """A member of the association, and of which of its hosts."""

    person: KeptPerson
    hosts: frozenset[UUID]


Rows = Mapping[int, tuple[MemberRow, HostSaid]]


async def whom_the_books_know(
    counter: Counter, sought: Rows, there: Books
) -> Mapping[int, Sequence[Known]]:
    """By the number of each row: who of the association's members it may be."""
    places = frozenset(each.place_id for each in there.hosts.values())
    asked = [Sought(row.name, places) for row, _ in sought.values()]
    found_so = await counter.has(Search).called_so(asked) if asked else []
    called = dict(zip(sought, found_so, strict=True))
    refs = {each.person_ref for people in called.values() for each in people}
    hosts = await _hosts(counter, refs, frozenset(there.hosts))
    found = {
        number: [Known(each, hosts[each.person_ref]) for each in people if hosts[each.person_ref]]
        for number, people in called.items()
    }
    met = {
        number: [each for each in known if _is_meant(*sought[number], each)]
        for number, known in found.items()
    }
    return {number: known for number, known in met.items() if known}


async def _hosts(
    counter: Counter, refs: set[UUID], of: frozenset[UUID]
) -> Mapping[UUID, frozenset[UUID]]:
    """Of which of these hosts each is a member today or was."""
    if not refs:
        return {}
    streams = {ref: memberships_id(ref) for ref in refs}
    reader = counter.transactions.store.reader
    read = await reader.read([(each, PersonsMemberships) for each in streams.values()])

    def hosts(stream: UUID) -> frozenset[UUID]:
        state: PersonsMemberships = read[stream, PersonsMemberships].state
        days = (each for many in state.known.values() for each in many)
        return frozenset(each.host_id for each in days if each.host_id in of)

    return {ref: hosts(stream) for ref, stream in streams.items()}


def _is_meant(row: MemberRow, host: HostSaid, known: Known) -> bool:
    """One number is one person, and two numbers are two; else of one birth, or of one chapter and
    not known to be born otherwise."""
    numbers = _numbers(row.identity), _numbers(_identity(known.person))
    if all(numbers):
        return bool(numbers[0] & numbers[1])
    born = birth_of(known.person.data)
    if born == row.birth != Birth():
        return True
    return host.host_id in known.hosts and may_be(born, row.birth)


def said_of_known(
    row: MemberRow, host: HostSaid, met: Sequence[Known], by: Caller
) -> Became | Refusal | Meant:
    """One of whom the books say all that the row says is no other. Meant: it is certain who, of
    whom the books are to say it; of others it is asked."""
    (one, *others) = met
    if others or host.host_id not in one.hosts or not _has_numbers(one.person, row):
        return BooksSayOtherwise()
    if says(one.person.data, row):
        return Became.UNCHANGED
    known, born = _numbers(_identity(one.person)), birth_of(one.person.data)
    certain = _numbers(row.identity) & known or born == row.birth != Birth()
    if certain and by.reaches(one.person.place_id):
        return Meant(row, one.person)
    return BooksSayOtherwise()


def _has_numbers(person: KeptPerson, row: MemberRow) -> bool:
    return _numbers(row.identity) <= _numbers(_identity(person))


def _identity(person: KeptPerson) -> Identity:
    return Identity(person.data.identity_number, person.data.old_identity_number)


def _numbers(identity: Identity) -> frozenset[str]:
    return frozenset(filter(None, identity))
