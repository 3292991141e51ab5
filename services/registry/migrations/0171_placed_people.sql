-- People are on the books of the place of their family. `placed_at`: up to which position of the log
-- that is so. Whose family moved before nobody said it, is put where it is.
alter table people add column placed_at bigint not null default 0;
update people set place_id = home.place_id, placed_at = (select coalesce(max(position), 0) from log)
from (
  select member.person_ref, family.place_id from family_members as member
    join families_by_place as family using (family_id)
    where member.left_on is null and family.until is null
      and not exists (select from aliases where alias_id = family.family_id)
  union
  select family.head_ref, family.place_id from families_by_place as family
    where family.until is null
      and not exists (select from aliases where alias_id = family.family_id)
      and not exists (select from family_members as member
        where (member.family_id, member.person_ref) = (family.family_id, family.head_ref))
) as home
where people.person_ref = home.person_ref and people.place_id <> home.place_id;

select begin_read_model('view', 'placed_people', 1, array[]::text[], array[
    'hears registry.family-corrected.v1', 'hears registry.family-member-joined.v1',
    'hears registry.family-moved.v1', 'hears registry.family-registered.v1']);
