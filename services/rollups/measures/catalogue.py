"""All measures, in one list. What stands here is counted, may be asked for by its name and is
described where one asks (`/openapi.json`): nothing else has to be told of it.

A stock is asked on a day and counts everything effective until then; a flow is asked from a day
to a day, and what takes a span (`first_on`) counts where the whole of it lies between them.
"""

from types import MappingProxyType
from typing import Final

from services.rollups.measures.listing import Catalogue, Slice
from services.rollups.measures.measure import (
    Holding,
    Measure,
    Nature,
    adds,
    corrects,
    restates,
    takes,
)
from shared.contracts.funding import ScholarshipAwardedV1
from shared.contracts.recognition import (
    CandidacyRegisteredV1,
    CandidacyWithdrawnV1,
    RecognitionRevokedV1,
    TitleRecognisedV1,
)
from shared.contracts.registry import boards, committees
from shared.contracts.registry.activities import (
    ActivityCorrectedV1,
    ActivityHeldV1,
    ActivityWithdrawnV1,
)
from shared.contracts.registry.associations import (
    AssociationCorrectedV1,
    AssociationEndedV1,
    AssociationFoundedV1,
    AssociationMergedV1,
    AssociationWithdrawnV1,
)
from shared.contracts.registry.centres import (
    CentreCorrectedV1,
    CentreEndedV1,
    CentreEstablishedV1,
    CentreMergedV1,
    CentreMovedV1,
    CentreRatedV1,
    CentreRatingWithdrawnV1,
    CentreWithdrawnV1,
    ClassHeldV1,
)
from shared.contracts.registry.chapters import (
    ChapterCorrectedV1,
    ChapterEndedV1,
    ChapterFoundedV1,
    ChapterMergedV1,
    ChapterMovedV1,
    ChapterWithdrawnV1,
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
from shared.contracts.registry.classes import (
    ClassCorrectedV1,
    ClassHeldV2,
    ClassWithdrawnV1,
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
from shared.contracts.registry.memberships import (
    MembershipCorrectedV1,
    MembershipEndedV1,
    MembershipMovedV1,
    MembershipStartedV1,
    MembershipWithdrawnV1,
)
from shared.contracts.registry.sessions import (
    SessionCorrectedV1,
    SessionHeldV1,
    SessionWithdrawnV1,
)

STOCK, FLOW = Nature.STOCK, Nature.FLOW

MEASURES: Final = (
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
        "associations",
        "hội khuyến học",
        STOCK,
        (
            adds(AssociationFoundedV1, day="founded_on"),
            restates(AssociationCorrectedV1),
            restates(AssociationMergedV1),
            restates(AssociationEndedV1),
            restates(AssociationWithdrawnV1),
        ),
        by=("level",),
    ),
    Measure(
        "chapters",
        "chi hội khuyến học",
        STOCK,
        (
            adds(ChapterFoundedV1, day="founded_on"),
            restates(ChapterCorrectedV1),
            restates(ChapterMovedV1),
            restates(ChapterMergedV1),
            restates(ChapterEndedV1),
            restates(ChapterWithdrawnV1),
        ),
        by=("host_kind",),
    ),
    Measure(
        "boards",
        "ban khuyến học",
        STOCK,
        (
            adds(boards.BoardFoundedV1, day="founded_on"),
            restates(boards.BoardCorrectedV1),
            restates(boards.BoardMergedV1),
            restates(boards.BoardEndedV1),
            restates(boards.BoardWithdrawnV1),
        ),
        by=("host_kind",),
    ),
    Measure(
        "committees",
        "ban chỉ đạo xây dựng xã hội học tập",
        STOCK,
        (
            adds(committees.CommitteeFoundedV1, day="founded_on"),
            restates(committees.CommitteeCorrectedV1),
            restates(committees.CommitteeMergedV1),
            restates(committees.CommitteeEndedV1),
            restates(committees.CommitteeWithdrawnV1),
        ),
        by=("level",),
    ),
    Measure(
        "members",
        "hội viên",
        STOCK,
        (
            adds(MembershipStartedV1, day="joined_on"),
            restates(MembershipMovedV1),
            restates(MembershipCorrectedV1),
            restates(MembershipEndedV1),
            restates(MembershipWithdrawnV1),
        ),
        by=("host_kind",),
    ),
    Measure(
        "registered",
        "đăng ký danh hiệu, chưa rút",
        STOCK,
        (
            adds(CandidacyRegisteredV1, day="registered_on"),
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
        ),
        by=("title", "title_year"),
        version=2,
    ),
    Measure(
        "centres",
        "trung tâm học tập cộng đồng",
        STOCK,
        (
            adds(CentreEstablishedV1, day="established_on"),
            restates(CentreCorrectedV1),
            restates(CentreMovedV1),
            restates(CentreMergedV1),
            restates(CentreEndedV1),
            restates(CentreWithdrawnV1),
        ),
    ),
    Measure(
        "centres-rated",
        "trung tâm học tập cộng đồng được xếp loại",
        STOCK,
        (restates(CentreRatedV1), restates(CentreRatingWithdrawnV1)),
        by=("band_code", "rating_year"),
    ),
    Measure(
        "classes",
        "lớp",
        FLOW,
        (
            adds(ClassHeldV1, day="held_on"),
            adds(ClassHeldV2, day="held_on"),
            corrects(ClassCorrectedV1, day="held_on"),
            corrects(ClassWithdrawnV1, day="held_on"),
        ),
        by=("topic_code", "organiser_kind"),
        version=2,  # by who organises them, too
    ),
    Measure(
        "attendances",
        "lượt người",
        FLOW,
        (
            adds(ClassHeldV1, day="held_on", value="attendances"),
            adds(ClassHeldV2, day="held_on", value="attendances"),
            corrects(ClassCorrectedV1, day="held_on", value="attendances"),
            corrects(ClassWithdrawnV1, day="held_on", value="attendances"),
        ),
        by=("topic_code", "organiser_kind"),
        version=2,
    ),
    Measure(
        "sessions",
        "cuộc, buổi học tập",
        FLOW,
        (
            adds(SessionHeldV1, day="held_on"),
            corrects(SessionCorrectedV1, day="held_on"),
            corrects(SessionWithdrawnV1, day="held_on"),
        ),
        by=("topic_code", "organiser_kind"),
    ),
    Measure(
        "session-attendances",
        "lượt người dự các cuộc, buổi",
        FLOW,
        (
            adds(SessionHeldV1, day="held_on", value="attendances"),
            corrects(SessionCorrectedV1, day="held_on", value="attendances"),
            corrects(SessionWithdrawnV1, day="held_on", value="attendances"),
        ),
        by=("topic_code", "organiser_kind"),
    ),
    Measure(
        "activities",
        "hoạt động",
        FLOW,
        (
            adds(ActivityHeldV1, day="held_on"),
            corrects(ActivityCorrectedV1, day="held_on"),
            corrects(ActivityWithdrawnV1, day="held_on"),
        ),
        by=("activity_kind", "organiser_kind", "first_on"),
    ),
    Measure(
        "activity-attendances",
        "lượt người dự hoạt động",
        FLOW,
        (
            adds(ActivityHeldV1, day="held_on", value="attendances"),
            corrects(ActivityCorrectedV1, day="held_on", value="attendances"),
            corrects(ActivityWithdrawnV1, day="held_on", value="attendances"),
        ),
        by=("activity_kind", "organiser_kind", "first_on"),
    ),
    Measure(
        "scholarship-grants",
        "suất học bổng",
        FLOW,
        (adds(ScholarshipAwardedV1, day="awarded_on", value="grants"),),
    ),
    Measure(
        "scholarship-amount",
        "tiền học bổng (đồng)",
        FLOW,
        (adds(ScholarshipAwardedV1, day="awarded_on", value="amount_dong"),),
    ),
)


SLICES: Final = (
    Slice("registered-new", "đăng ký mới", "registered", "registration", "new"),
    Slice("registered-renewed", "đăng ký lại", "registered", "registration", "renewed"),
)


CATALOGUE: Final = Catalogue(MEASURES, SLICES)
BY_NAME: Final = MappingProxyType(dict(CATALOGUE.by_name))
HEARD: Final = CATALOGUE.heard
VERSIONS: Final = MappingProxyType(dict(CATALOGUE.versions))
"""What each measure's figures are worth comparing with: kept with what was counted."""
