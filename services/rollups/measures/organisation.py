"""What is counted of who carries the movement."""

from typing import Final

from services.rollups.measures.measure import (
    Measure,
    Nature,
    adds,
    restates,
)
from shared.contracts.registry import boards, committees, plans
from shared.contracts.registry.associations import (
    AssociationCorrectedV1,
    AssociationEndedV1,
    AssociationFoundedV1,
    AssociationMergedV1,
    AssociationWithdrawnV1,
)
from shared.contracts.registry.chapters import (
    ChapterCorrectedV1,
    ChapterEndedV1,
    ChapterFoundedV1,
    ChapterMergedV1,
    ChapterMovedV1,
    ChapterWithdrawnV1,
)
from shared.contracts.registry.memberships import (
    MembershipCorrectedV1,
    MembershipEndedV1,
    MembershipMovedV1,
    MembershipStartedV1,
    MembershipWithdrawnV1,
)

STOCK, FLOW = Nature.STOCK, Nature.FLOW

ORGANISATION: Final = (
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
        version=2,  # of the host, with which they are allocated
    ),
    Measure(
        "plan-items",
        "việc trong kế hoạch năm",
        STOCK,
        (
            adds(plans.PlanItemSetV1, day="set_on"),
            restates(plans.PlanItemCorrectedV1),
            restates(plans.PlanItemWithdrawnV1),
        ),
        by=("plan_year", "planner_kind"),
    ),
    Measure(
        "plan-items-done",
        "việc trong kế hoạch năm đã thực hiện",
        STOCK,
        (restates(plans.PlanItemClosedV1), restates(plans.PlanItemReopenedV1)),
        by=("plan_year", "planner_kind"),
    ),
)
