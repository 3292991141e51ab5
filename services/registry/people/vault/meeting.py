"""Who of those that are to be kept is somebody known already: decided row by row, from what the
tables say, before anybody is kept.

An identity number says who somebody is to those alone who reach the place where it is known: to all
others the same number is another person, so that nobody learns by it of people out of reach.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from services.registry.people.vault.rows import KeptFor, Numbered, Row
from shared.eventstore.refusals import KeyReused

Within = Callable[[UUID], bool]
"""Whether whoever asks reaches what is on the books of a place."""


@dataclass
class Meeting:
    """`of_number`: everybody of a number's hash, new or old, `of_key`: whom a row of a request was
    kept for, and its digest; as the tables have them, and then as the rows add to it."""

    of_number: defaultdict[bytes, list[Numbered]]
    of_key: dict[KeptFor, tuple[UUID, bytes]]
    again: set[UUID] = field(default_factory=set)
    """People known already who are asked for again."""
    new: list[Row] = field(default_factory=list)
    kept: dict[KeptFor, tuple[UUID, bytes]] = field(default_factory=dict)
    """For what they will be kept; not what they were kept for already."""

    def meet(self, row: Row, within: Within) -> UUID | KeyReused:
        """The reference of the person; refused when the same request said another one."""
        if row.kept_for in self.of_key:
            person_ref, digest = self.of_key[row.kept_for]
            if digest != row.digest:
                return KeyReused()
        else:
            person_ref = self._known(row, within) or self._new(row)
            if row.kept_for is not None:
                self.of_key[row.kept_for] = self.kept[row.kept_for] = (person_ref, row.digest)
        self.again.add(person_ref)
        return person_ref

    def _known(self, row: Row, within: Within) -> UUID | None:
        """By the new number before the old one. Two who have new numbers that differ are two,
        whatever old one they share."""
        for number in row.number_hashes:
            for each in self.of_number.get(number, ()):
                apart = number not in (row.identity_hash, each.first)
                if within(each.place_id) and not apart:
                    return each.person_ref
        return None

    def _new(self, row: Row) -> UUID:
        self.new.append(row)
        for number in row.number_hashes:
            known = Numbered(row.person_ref, row.place_id, row.identity_hash)
            self.of_number[number].append(known)
        return row.person_ref
