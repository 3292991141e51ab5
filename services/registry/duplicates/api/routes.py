"""The routes: one and many merges, un-merges and dismissals; the aliases of a place, and one."""

from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter

from services.registry.duplicates import views
from services.registry.duplicates.api.bearers import CLANS, ESTABLISHMENTS
from services.registry.duplicates.api.families import FAMILIES
from services.registry.duplicates.api.forms import (
    AliasShown,
    DismissalForm,
    Dismissed,
    Merged,
    MergeForm,
    Unmerged,
    UnmergeForm,
)
from services.registry.duplicates.api.namesakes import queueing_namesakes
from services.registry.duplicates.api.people import PEOPLE
from services.registry.duplicates.api.placing import (
    Company,
    Finding,
    FoundUnmerge,
    PlacedDismissal,
    PlacedMerge,
    Placing,
    Way,
)
from services.registry.duplicates.api.queue import queueing
from services.registry.duplicates.api.why import (
    OF_DISMISSALS,
    OF_MERGES,
    OF_UNMERGES,
    reasoned,
    telling_why,
)
from services.registry.duplicates.merging.facts import (
    CLAN,
    ESTABLISHMENT,
    FAMILY,
    PERSON,
    DuplicateDismissed,
)
from services.registry.duplicates.merging.pairs import Pair, pair_id, require_two
from services.registry.duplicates.merging.refusals import MergeUnknown
from services.registry.duplicates.views import AliasRow
from services.registry.people.texts.reasons import Then
from shared.eventstore.commands import Command, Decision, command
from shared.web.bulk import Rows, recording
from shared.web.caller import Caller, reads
from shared.web.counter import Counter
from shared.web.looking_up import Paging
from shared.web.pages import PageOf
from shared.web.routing import Router

Reader = Annotated[Caller, reads("registry.duplicate.read")]
WAYS: Final[dict[str, Way]] = {
    PERSON: PEOPLE,
    FAMILY: FAMILIES,
    CLAN: CLANS,
    ESTABLISHMENT: ESTABLISHMENTS,
}


def merge(form: MergeForm, by: Caller) -> Command:
    """Two were one all the time: `merged_id` is an alias of `survivor_id` from now on, and counts
    as if it had never been on the books. It can be taken back."""
    assert isinstance(form, PlacedMerge), "places are found first"
    return reasoned(form, WAYS[form.kind].merge(form, by))


def unmerge(form: UnmergeForm, by: Caller) -> Command:
    """Two are two after all: whatever the merge took is there again."""
    assert isinstance(form, FoundUnmerge), "what it was merged into is found first"
    return reasoned(form, WAYS[form.kind].unmerge(form, by))


def dismiss(form: DismissalForm, by: Caller) -> Command:
    """Two look alike and are two: the pair is not shown again. They may be merged all the same."""
    assert isinstance(form, PlacedDismissal), "places are found first"
    require_two(*form.ids)
    (one, place), (other, _) = sorted(
        [(form.one_id, form.place_id), (form.other_id, form.other_place_id)]
    )

    def decide(pair: Pair) -> Decision:
        asked = DuplicateDismissed(form.kind, one, other, place, by.day)
        return Decision({pair_id(one, other): pair.dismiss(asked)}, Dismissed(one, other))

    return reasoned(form, command(by, decide, (pair_id(one, other), Pair)))


def _merge_placed(form: MergeForm, place: UUID, other: UUID, beside: Company) -> MergeForm:
    return PlacedMerge(**vars(form), place_id=place, survivor_place_id=other, beside=beside)


def _dismissal_placed(
    form: DismissalForm, place: UUID, other: UUID, beside: Company
) -> DismissalForm:
    return PlacedDismissal(**vars(form), place_id=place, other_place_id=other, beside=beside)


def routes(counter: Counter) -> list[APIRouter]:
    router = Router(prefix="/registry/v1/duplicates", tags=["duplicates"])
    merging = Then(Placing(WAYS, _merge_placed), OF_MERGES)
    merges = Rows("registry.duplicate.merge", MergeForm, merge, Merged, around=merging)
    recording(router, counter, merges, "/merges")
    finding = Then(Finding(WAYS), OF_UNMERGES)
    unmerges = Rows("registry.duplicate.unmerge", UnmergeForm, unmerge, Unmerged, around=finding)
    recording(router, counter, unmerges, "/unmerges")
    dismissing = Then(Placing(WAYS, _dismissal_placed), OF_DISMISSALS)
    dismissals = Rows(
        "registry.duplicate.dismiss", DismissalForm, dismiss, Dismissed, around=dismissing
    )
    recording(router, counter, dismissals, "/dismissals")
    queueing(router, counter)
    queueing_namesakes(router, counter)
    telling_why(router, counter, WAYS)
    _looking_up(router, counter)
    return [router]


def _looking_up(router: APIRouter, counter: Counter) -> None:
    @router.get("/aliases")
    async def of_place(place_id: UUID, caller: Reader, page: Paging) -> PageOf[AliasShown]:
        """The aliases on the books of a place, and of what each is one."""
        if caller.tree.place(place_id) is None or not caller.sees(place_id).is_something:
            raise caller.unknown(place_id)
        until = caller.sees(place_id).until
        found = await counter.page(AliasRow, views.OF_PLACE, page, place_id=place_id, until=until)
        shown = [_shown(row, caller) for row in found.items]
        return PageOf(items=shown, next_cursor=found.next_cursor)

    @router.get("/aliases/{alias_id}")
    async def one(alias_id: UUID, caller: Reader) -> AliasShown:
        """Of what this is an alias."""
        found = await counter.one(AliasRow, views.ONE, alias_id=alias_id)
        if found is None or not caller.sees(found.place_id).shows(found.merged_on):
            raise MergeUnknown
        return _shown(found, caller)


def _shown(row: AliasRow, caller: Caller) -> AliasShown:
    reached = caller.sees(row.survivor_place_id).shows(row.merged_on)
    survivor = row.survivor_id if reached else None
    return AliasShown(
        alias_id=row.alias_id,
        kind=row.kind,
        place_id=row.place_id,
        survivor_id=survivor,
        merged_on=row.merged_on,
        ground_code=row.ground_code,
    )
