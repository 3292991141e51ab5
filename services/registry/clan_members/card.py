"""All that belongs to members of clans. Who heads a clan, and why somebody left it, is kept at
home."""

from uuid import UUID

from services.registry.bearers.spells import Spell
from services.registry.clan_members.api.routes import routes
from services.registry.clan_members.membership.facts import (
    ClanHeadCorrected,
    ClanHeadNamed,
    ClanMemberCorrected,
    ClanMemberJoined,
    ClanMemberLeft,
    ClanMemberWithdrawn,
)
from services.registry.clan_members.views import CLAN_MEMBERS
from shared.contracts.fields import spells
from shared.contracts.registry.clan_members import (
    ClanMemberCorrectedV1,
    ClanMemberJoinedV1,
    ClanMemberLeftV1,
    ClanMemberWithdrawnV1,
)
from shared.web.card import Card

# Each is on the stream of the person, and told under the clan.


def _joined(_stream: UUID, fact: ClanMemberJoined) -> ClanMemberJoinedV1:
    return ClanMemberJoinedV1(
        clan_id=fact.clan_id,
        place_id=fact.place_id,
        person_ref=fact.person_ref,
        joined_on=fact.joined_on,
    )


def _left(_stream: UUID, fact: ClanMemberLeft) -> ClanMemberLeftV1:
    return ClanMemberLeftV1(
        clan_id=fact.clan_id,
        place_id=fact.place_id,
        person_ref=fact.person_ref,
        joined_on=fact.joined_on,
        left_on=fact.left_on,
    )


def _corrected(_stream: UUID, fact: ClanMemberCorrected) -> ClanMemberCorrectedV1:
    return ClanMemberCorrectedV1(
        clan_id=fact.clan_id,
        place_id=fact.place_id,
        person_ref=fact.person_ref,
        written_on=fact.written_on,
        joined_on=fact.joined_on,
        left_on=fact.left_on,
        was=spells([Spell(fact.place_id, fact.written_on, fact.was_left_on)]),
        now=spells([Spell(fact.place_id, fact.joined_on, fact.left_on)]),
    )


def _withdrawn(_stream: UUID, fact: ClanMemberWithdrawn) -> ClanMemberWithdrawnV1:
    return ClanMemberWithdrawnV1(
        clan_id=fact.clan_id,
        place_id=fact.place_id,
        person_ref=fact.person_ref,
        joined_on=fact.joined_on,
        was=spells([Spell(fact.place_id, fact.joined_on, fact.was_left_on)]),
        now=(),
    )


CARD = Card(
    name="clan_members",
    facts=(
        ClanMemberJoined,
        ClanMemberLeft,
        ClanMemberCorrected,
        ClanMemberWithdrawn,
        ClanHeadNamed,
        ClanHeadCorrected,
    ),
    told=(_joined, _left, _corrected, _withdrawn),
    kept=(ClanHeadNamed, ClanHeadCorrected),
    views=(CLAN_MEMBERS,),
    routes=routes,
    actions=(
        "registry.clan-member.record",
        "registry.clan-member.head",
        "registry.clan-member.read",
    ),
)
