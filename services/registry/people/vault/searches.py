"""The statements of a search: everything by index, place by place."""

from datetime import date
from typing import Final

BY_INDEX_ALONE: Final = {
    "enable_seqscan": "off",
    "enable_hashjoin": "off",
    "enable_mergejoin": "off",
    "jit": "off",
}
"""Of the connections that search. Whatever the server believes of its tables, it looks up what it
is asked for and reads no table through; making machine code of that would take longer."""

ENDLESS: Final = date.max.toordinal()

REACH: Final = "unnest(%(places)s, %(untils)s) as reach (place_id, until)"


def seen(person_ref: str, until: str) -> str:
    """Whether a person is seen by who sees their place until a day (an ordinal): through a family
    they had on its books by then or as its citizen by then, and as they were then."""
    day = f"(date '0001-01-01' + ({until} - 1))"
    return f"""({until} = {ENDLESS} or exists (
      select from families_by_place as family join people as head
        on head.person_ref = family.head_ref and head.place_id = family.place_id
      where family.head_ref = {person_ref} and family.since <= {day}
        and (head.changed_on is null or head.changed_on <= {day})
    ) or exists (
      select from citizens as citizen join people as themselves
        on themselves.person_ref = citizen.person_ref and themselves.place_id = citizen.place_id
      where citizen.person_ref = {person_ref} and citizen.since <= {day}
        and (themselves.changed_on is null or themselves.changed_on <= {day})
    ))"""


_ALL_SYLLABLES: Final = "group by person_ref having count(*) = %(number)s"

_READ: Final = """
select person_ref, place_id, wrapped_key, sealed
from found join people using (person_ref) join person_keys using (person_ref)
"""

# What comes of a subquery that groups, or has an offset, is asked of it once for each place.

NAMED: Final = f"""
with found as materialized (
  select person_ref from {REACH} cross join lateral (
    select person_ref from people_by_syllable as syllable
    where syllable_hash = any(%(hashes)s) and syllable.place_id = reach.place_id {_ALL_SYLLABLES}
  ) as named
  where {seen("named.person_ref", "reach.until")} limit %(most)s
) {_READ}
"""
NAMED_ANYWHERE: Final = f"""
with found as materialized (
  select person_ref from people_by_syllable
  where syllable_hash = any(%(hashes)s) {_ALL_SYLLABLES} limit %(most)s
) {_READ}
"""

CALLED_SO: Final = """
with found as materialized (
  select number, person_ref
  from unnest(%(numbers)s, %(places)s, %(firsts)s, %(others)s)
    as asked (number, place_id, first, others)
  cross join lateral (
    select person_ref from people_by_syllable as syllable
    where syllable_hash = asked.first and syllable.place_id = asked.place_id and not exists (
      select from generate_series(0, length(asked.others) / 32 - 1) as n where not exists (
        select from people_by_syllable as other
        where other.syllable_hash = substring(asked.others from n * 32 + 1 for 32)
          and other.place_id = syllable.place_id and other.person_ref = syllable.person_ref
        offset 0
      )
    )
    limit %(most)s
  ) as called
)
select number, person_ref, place_id, wrapped_key, sealed
from found join people using (person_ref) join person_keys using (person_ref)
"""
"""Of many names at once, each at one place: who has all of their words. `others`: the hashes of all
but the first word, one behind the other."""

SURVIVORS: Final = """
select alias_id, person_ref, people.place_id, wrapped_key, sealed from aliases
join people on person_ref = survivor_id join person_keys using (person_ref)
where alias_id = any(%(refs)s)
"""
"""Instead of the aliases among those who were found."""

CALLED: Final = f"""
with found as materialized (
  select person_ref from {REACH} cross join lateral (
    select person_ref from people
    where phone_hash = %(hash)s and people.place_id = reach.place_id offset 0
  ) as called
  where {seen("called.person_ref", "reach.until")} limit %(most)s
) {_READ}
"""
CALLED_ANYWHERE: Final = f"""
with found as materialized (
  select person_ref from people where phone_hash = %(hash)s limit %(most)s
) {_READ}
"""
