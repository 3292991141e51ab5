-- People follow their family into the part to which it was allocated after a split, and as citizens to
-- where they move. The second generation of the view reads the log anew: `placed_at` keeps it from
-- putting anybody back. Allocations of families did not say yet who belongs to them: whoever is still
-- on the books of the place that was split goes to the part that was said last.
-- As the view does: first its mark, then its table.
select true from view_marks where view = 'placed_people' order by version for update;

update people set place_id = part.to_place_id,
    placed_at = (select coalesce(max(position), 0) from log)
from (
    select distinct on (member.person_ref) member.person_ref, said.place_id, said.to_place_id
    from (
        select subject_id as family_id, place_id, to_place_id, since from allocations
    ) as said join families_by_place as family using (family_id, place_id)
    join (
        select family_id, person_ref from family_members where left_on is null
        union
        select family_id, head_ref from families_by_place as headed where not exists (
            select from family_members as member
            where (member.family_id, member.person_ref) = (headed.family_id, headed.head_ref))
    ) as member using (family_id)
    where family.until is null
        and not exists (select from aliases where alias_id = family.family_id)
    order by member.person_ref, said.since desc
) as part
where people.person_ref = part.person_ref and people.place_id = part.place_id;

delete from view_marks where view = 'placed_people' and version < 2;
delete from view_facts_set_aside where view = 'placed_people' and version < 2;
delete from read_models where kind = 'view' and name = 'placed_people' and version < 2;
select begin_read_model('view', 'placed_people', 2, array[]::text[]);
