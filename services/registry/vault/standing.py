"""What decides who may see somebody, without anything personal."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

STANDING: Final = """
select coalesce(person.place_id, family.hamlet_id), family.registered_on, person.changed_on
from (select %s::uuid as person_ref) as asked
left join people as person using (person_ref)
left join lateral (
  select hamlet_id, registered_on from families_by_hamlet_v1
  where head_ref = asked.person_ref and hamlet_id = coalesce(person.place_id, hamlet_id)
  order by registered_on limit 1
) as family on true
where coalesce(person.place_id, family.hamlet_id) is not null
"""


@dataclass(frozen=True)
class Standing:
    """The place whose books the person is on, since when through a family, and when their data
    were last changed."""

    place_id: UUID
    family_since: date | None
    changed_on: date | None

    def is_shown(self, until: date) -> bool:
        """Whether whoever sees the place until that day sees the person."""
        if until == date.max:
            return True
        changed = self.changed_on is not None and self.changed_on > until
        return self.family_since is not None and self.family_since <= until and not changed
