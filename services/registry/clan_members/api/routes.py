"""The routes of members of clans: commands, each of one and of a thousand rows, and the list."""

from collections.abc import Mapping
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter

from services.registry.clan_members.api import heads, members
from services.registry.clan_members.api.reaching import OfClan, Referred
from services.registry.clan_members.views import CLAN, MEMBERS, ClanFound, ClanMemberRow
from services.registry.clans.clan import ClanUnknown
from shared.web.bulk import Rows, recording
from shared.web.caller import Caller, reads
from shared.web.counter import Counter
from shared.web.looking_up import Paging
from shared.web.pages import PageOf
from shared.web.routing import Router
from shared.web.values import Day

Reader = Annotated[Caller, reads("registry.clan-member.read")]
OF_CLAN: Final = f"{ClanMemberRow.__doc__} Of today, unless `on` says another day."


def routes(counter: Counter) -> list[APIRouter]:
    router = Router(prefix="/registry/v1/clans", tags=["clan members"])
    for path, rows in _RECORDED.items():
        recording(router, counter, rows, path)

    @router.get("/{clan_id}/members", description=OF_CLAN)
    async def of_clan(
        clan_id: UUID, caller: Reader, page: Paging, on: Day | None = None
    ) -> PageOf[ClanMemberRow]:
        for clan in await counter.rows(ClanFound, CLAN, clan_id=clan_id):
            until = caller.sees(clan.place_id).until
            if clan.since > until:
                continue
            shown: dict[str, Any] = {
                "clan_id": clan.clan_id,
                "until": until,
                "on": min(on or caller.day, until),
            }
            return await counter.page(ClanMemberRow, MEMBERS, page, **shown)  # itself, of an alias
        raise ClanUnknown

    return [router]


def _rows(form: Any, commanding: Any, action: str = "record", around: Any = None) -> Rows[Any, Any]:
    return Rows(f"registry.clan-member.{action}", form, commanding, OfClan, around=around)


_RECORDED: Final[Mapping[str, Rows[Any, Any]]] = {
    "/members": _rows(members.ClanJoiningForm, members.join, around=Referred()),
    "/members/departures": _rows(members.ClanLeavingForm, members.leave),
    "/members/corrections": _rows(members.ClanMemberCorrectionForm, members.correct),
    "/members/withdrawals": _rows(members.ClanMemberWithdrawalForm, members.withdraw),
    "/heads/corrections": _rows(
        heads.ClanHeadCorrectionForm, heads.correct_head, "head", heads.HeadingCorrection()
    ),
    "/heads": _rows(heads.ClanHeadForm, heads.name_head, "head", heads.Heading()),
}
