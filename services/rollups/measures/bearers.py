"""What is counted of bearers and of who belongs to them, and of the titles they register for."""

from typing import Final

from services.rollups.measures.measure import (
    Holding,
    Measure,
    Nature,
    adds,
    restates,
    takes,
)
from shared.contracts.recognition import (
    CandidacyMovedV1,
    CandidacyRegisteredV1,
    CandidacyRestatedV1,
    CandidacyWithdrawnV1,
    RecognitionRestatedV1,
    RecognitionRevokedV1,
    TitleRecognisedV1,
)
from shared.contracts.registry.citizens import (
    CitizenCorrectedV1,
    CitizenEndedV1,
    CitizenMergedV1,
    CitizenMovedV1,
    CitizenRegisteredV1,
    CitizenUnmergedV1,
    CitizenWithdrawnV1,
)
from shared.contracts.registry.clan_members import (
    ClanMemberCorrectedV1,
    ClanMemberJoinedV1,
    ClanMemberLeftV1,
    ClanMemberWithdrawnV1,
)
from shared.contracts.registry.clans import (
    ClanCorrectedV1,
    ClanEndedV1,
    ClanMovedV1,
    ClanRegisteredV1,
    ClanWithdrawnV1,
)
from shared.contracts.registry.duplicates import (
    ClanMergedV1,
    ClanUnmergedV1,
    EstablishmentMergedV1,
    EstablishmentUnmergedV1,
)
from shared.contracts.registry.establishments import (
    EstablishmentCorrectedV1,
    EstablishmentEndedV1,
    EstablishmentMovedV1,
    EstablishmentRegisteredV1,
    EstablishmentWithdrawnV1,
)
from shared.contracts.registry.families import (
    FamilyCorrectedV1,
    FamilyEndedV1,
    FamilyJoinedV1,
    FamilyMemberCorrectedV1,
    FamilyMemberJoinedV1,
    FamilyMemberLeftV1,
    FamilyMemberWithdrawnV1,
    FamilyMergedV1,
    FamilyMovedV1,
    FamilyRegisteredV1,
    FamilyUnmergedV1,
    FamilyWithdrawnV1,
)

STOCK, FLOW = Nature.STOCK, Nature.FLOW

BEARERS: Final = (
    Measure(
        "families",
        "gia đình",
        STOCK,
        (
            adds(FamilyRegisteredV1, day="registered_on"),
            restates(FamilyCorrectedV1),
            restates(FamilyMovedV1),
            restates(FamilyEndedV1),
            restates(FamilyWithdrawnV1),
            restates(FamilyJoinedV1),
            restates(FamilyMergedV1),
            restates(FamilyUnmergedV1),
        ),
    ),
    Measure(
        "family-members",
        "thành viên gia đình",
        STOCK,
        (),
        holding=Holding(
            "families",
            (
                adds(FamilyMemberJoinedV1, day="joined_on"),
                takes(FamilyMemberLeftV1, day="left_on"),
                restates(FamilyMemberCorrectedV1),
                restates(FamilyMemberWithdrawnV1),
            ),
            one_each=True,  # whoever it was registered under
        ),
    ),
    Measure(
        "clans",
        "dòng họ",
        STOCK,
        (
            adds(ClanRegisteredV1, day="registered_on"),
            restates(ClanCorrectedV1),
            restates(ClanMovedV1),
            restates(ClanWithdrawnV1),
            takes(ClanEndedV1, day="ended_on"),
            restates(ClanMergedV1),
            restates(ClanUnmergedV1),
        ),
    ),
    Measure(
        "clan-members",
        "thành viên dòng họ",
        STOCK,
        (),
        holding=Holding(
            "clans",
            (
                adds(ClanMemberJoinedV1, day="joined_on"),
                takes(ClanMemberLeftV1, day="left_on"),
                restates(ClanMemberCorrectedV1),
                restates(ClanMemberWithdrawnV1),
            ),
        ),
    ),
    Measure(
        "establishments",
        "đơn vị",
        STOCK,
        (
            adds(EstablishmentRegisteredV1, day="registered_on"),
            restates(EstablishmentCorrectedV1),
            restates(EstablishmentMovedV1),
            restates(EstablishmentEndedV1),
            restates(EstablishmentWithdrawnV1),
            restates(EstablishmentMergedV1),
            restates(EstablishmentUnmergedV1),
        ),
        by=("establishment_kind",),
    ),
    Measure(
        "citizens",
        "công dân",
        STOCK,
        (
            adds(CitizenRegisteredV1, day="registered_on"),
            restates(CitizenCorrectedV1),
            restates(CitizenMovedV1),
            restates(CitizenEndedV1),
            restates(CitizenWithdrawnV1),
            restates(CitizenMergedV1),
            restates(CitizenUnmergedV1),
        ),
        by=("group_code",),
    ),
    Measure(
        "registered",
        "đăng ký danh hiệu, chưa rút",
        STOCK,
        (
            adds(CandidacyRegisteredV1, day="registered_on"),
            restates(CandidacyMovedV1),
            restates(CandidacyRestatedV1),
            takes(CandidacyWithdrawnV1, day="withdrawn_on"),
        ),
        by=("title", "registration", "title_year"),
        version=2,  # of the bearer, with whom it is allocated
    ),
    Measure(
        "recognised",
        "được công nhận danh hiệu, chưa thu hồi",
        STOCK,
        (
            adds(TitleRecognisedV1, day="decided_on"),
            takes(RecognitionRevokedV1, day="revoked_on"),
            restates(RecognitionRestatedV1),
        ),
        by=("title", "title_year"),
        version=2,
    ),
)
