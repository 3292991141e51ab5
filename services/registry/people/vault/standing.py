"""What decides who may see somebody, without anything personal."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

STANDINGS: Final = """
select person_ref, place_id, least((
  select min(since) from families_by_place as family
  where family.head_ref = people.person_ref and family.place_id = people.place_id
), (
  select min(since) from citizens as citizen
  where citizen.person_ref = people.person_ref and citizen.place_id = people.place_id
)), changed_on
from people where person_ref = any(%s)
"""


@dataclass(frozen=True)
class Standing:
    """The place whose books the person is on, since when through a family or as a citizen, and
    when their data were last changed."""

    place_id: UUID
    known_since: date | None
    changed_on: date | None

    def is_shown(self, until: date) -> bool:
        """Whether whoever sees the place until that day sees the person."""
        if until == date.max:
            return True
        changed = self.changed_on is not None and self.changed_on > until
        return self.known_since is not None and self.known_since <= until and not changed
