"""The statements that find pairs who may be one person: everything by index, place by place."""

from typing import Final

from services.registry.people.vault.searches import ENDLESS, REACH, seen

_OPEN: Final = """
  and not exists (
    select from aliases where alias_id in (one.person_ref, other.person_ref) offset 0
  ) and not exists (
    select from dismissed_pairs
    where one_id = one.person_ref and other_id = other.person_ref offset 0
  )
"""
"""Nobody said yet what they are."""

_IN_ORDER: Final = f"""{_OPEN}
  and (one.person_ref, other.person_ref) > (%(one)s, %(other)s)
order by one.person_ref, other.person_ref limit %(most)s
"""
_NOT_BY_NUMBER: Final = """(array[one.identity_hash, one.old_identity_hash]
  && array[other.identity_hash, other.old_identity_hash]) is not true"""
"""Who shares more is found by that."""


_BOTH_REACHED: Final = f"""
cross join lateral (
  select (%(untils)s)[array_position(%(places)s, other.place_id)] as until offset 0
) as others
where {seen("one.person_ref", "reach.until")}
  and others.until is not null and {seen("other.person_ref", "others.until")}
"""

_OTHERS: Final = """
  select person_ref, place_id from people
  where identity_hash = one.number_hash and person_ref > one.person_ref
  union all
  select person_ref, place_id from people
  where old_identity_hash = one.number_hash and person_ref > one.person_ref offset 0
"""
"""Whoever has the number, new or old, as either of theirs."""

PAIRS: Final = f"""
select distinct one.person_ref, one.place_id, other.person_ref, other.place_id
from {REACH} cross join lateral (
  select person_ref, place_id, number_hash from people
  cross join lateral (values (identity_hash), (old_identity_hash)) as numbers (number_hash)
  where people.place_id = reach.place_id and identity_hash is not null
    and number_hash is not null offset 0
) as one
cross join lateral ({_OTHERS}) as other
{_BOTH_REACHED}
{_IN_ORDER}
"""
PAIRS_ANYWHERE: Final = f"""
select distinct one.person_ref, one.place_id, other.person_ref, other.place_id
from (
  select person_ref, place_id, number_hash from people
  cross join lateral (values (identity_hash), (old_identity_hash)) as numbers (number_hash)
  where number_hash is not null
) as one cross join lateral ({_OTHERS}) as other
where true
{_IN_ORDER}
"""
PAIRS_BY_PHONE: Final = f"""
select one.person_ref, one.place_id, other.person_ref, other.place_id
from {REACH} cross join lateral (
  select person_ref, place_id, identity_hash, old_identity_hash, phone_hash from people
  where people.place_id = reach.place_id and phone_hash is not null offset 0
) as one
cross join lateral (
  select person_ref, place_id, identity_hash, old_identity_hash from people
  where phone_hash = one.phone_hash and person_ref > one.person_ref offset 0
) as other
{_BOTH_REACHED} and {_NOT_BY_NUMBER}
{_IN_ORDER}
"""
PAIRS_BY_PHONE_ANYWHERE: Final = f"""
select one.person_ref, one.place_id, other.person_ref, other.place_id
from people as one join people as other
  on other.phone_hash = one.phone_hash and other.person_ref > one.person_ref
where {_NOT_BY_NUMBER}
{_IN_ORDER}
"""

PEOPLE: Final = f"""
select person_ref, reach.place_id, until from {REACH} cross join lateral (
  select person_ref from people
  where people.place_id = reach.place_id and person_ref >= %(one)s
  order by person_ref limit %(most)s
) as of_place
order by person_ref limit %(most)s
"""
PEOPLE_ANYWHERE: Final = f"""
select person_ref, place_id, {ENDLESS} from people where person_ref >= %(one)s
order by person_ref limit %(most)s
"""
"""The next people within reach, whose namesakes are looked for."""

NAMESAKES: Final = f"""
select one.person_ref, one.place_id, one_key.wrapped_key, one.sealed,
  other.person_ref, other.place_id, other_key.wrapped_key, other.sealed
from unnest(%(refs)s, %(untils)s) as asked (person_ref, until)
join people as one using (person_ref)
join person_keys as one_key using (person_ref)
cross join lateral (
  select theirs.person_ref
  from people_by_syllable as mine join people_by_syllable as theirs
    on theirs.syllable_hash = mine.syllable_hash and theirs.place_id = mine.place_id
      and theirs.person_ref > mine.person_ref
  where mine.person_ref = asked.person_ref
  group by theirs.person_ref
  having count(*) >= greatest(2, (
    select count(*) - 1 from people_by_syllable where person_ref = asked.person_ref
  ))
  offset 0
) as namesake
join people as other on other.person_ref = namesake.person_ref
join person_keys as other_key on other_key.person_ref = other.person_ref
where {seen("one.person_ref", "asked.until")} and {seen("other.person_ref", "asked.until")}
  and (one.identity_hash is null or other.identity_hash is null)
  and (one.phone_hash = other.phone_hash) is not true
{_IN_ORDER}
"""
"""Who is of one place and shares all syllables of the names but one, or two at least. Two numbers
are two people."""
