"""What is counted of learning: centres, classes, sessions, activities; and documents."""

from typing import Final

from services.rollups.measures.measure import (
    Measure,
    Nature,
    Unsaid,
    adds,
    corrects,
    restates,
)
from shared.contracts.registry.activities import (
    ActivityCorrectedV1,
    ActivityHeldV1,
    ActivityWithdrawnV1,
)
from shared.contracts.registry.centres import (
    CentreCorrectedV1,
    CentreEndedV1,
    CentreEquippedV1,
    CentreEstablishedV1,
    CentreFacilitiesWithdrawnV1,
    CentreMergedV1,
    CentreMovedV1,
    CentreRatedV1,
    CentreRatingWithdrawnV1,
    CentreWithdrawnV1,
    ClassHeldV1,
)
from shared.contracts.registry.classes import (
    ClassCorrectedV1,
    ClassHeldV2,
    ClassWithdrawnV1,
)
from shared.contracts.registry.documents import (
    DocumentCorrectedV1,
    DocumentIssuedV1,
    DocumentWithdrawnV1,
)
from shared.contracts.registry.sessions import (
    SessionCorrectedV1,
    SessionHeldV1,
    SessionWithdrawnV1,
)

STOCK, FLOW = Nature.STOCK, Nature.FLOW

OF_HELD: Final = ("topic_code", "organiser_kind", "programme_code")
COST_UNSAID: Final = Unsaid("cost_dong")

LEARNING: Final = (
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
        "centre-facilities",
        "trung tâm học tập cộng đồng có cơ sở vật chất",
        STOCK,
        (restates(CentreEquippedV1), restates(CentreFacilitiesWithdrawnV1)),
        by=("facility_code", "equipped_year"),
    ),
    Measure(
        "centre-facility-numbers",
        "số lượng cơ sở vật chất của trung tâm học tập cộng đồng",
        STOCK,
        (
            restates(CentreEquippedV1, value="number"),
            restates(CentreFacilitiesWithdrawnV1, value="number"),
        ),
        by=("facility_code", "equipped_year"),
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
        by=OF_HELD,
        version=3,  # by who organises them and by programme, too
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
        by=OF_HELD,
        version=3,
    ),
    Measure(
        "class-cost",
        "kinh phí lớp (đồng)",
        FLOW,
        (
            adds(ClassHeldV2, day="held_on", value="cost_dong"),
            corrects(ClassCorrectedV1, day="held_on", value="cost_dong"),
            corrects(ClassWithdrawnV1, day="held_on", value="cost_dong"),
        ),
        by=OF_HELD,
    ),
    Measure(
        "classes-cost-unsaid",
        "lớp chưa ghi kinh phí",
        FLOW,
        (
            adds(ClassHeldV1, day="held_on"),
            adds(ClassHeldV2, day="held_on", value=COST_UNSAID),
            corrects(ClassCorrectedV1, day="held_on", value=COST_UNSAID),
            corrects(ClassWithdrawnV1, day="held_on", value=COST_UNSAID),
        ),
        by=OF_HELD,
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
        by=OF_HELD,
        version=2,
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
        by=OF_HELD,
        version=2,
    ),
    Measure(
        "session-cost",
        "kinh phí cuộc, buổi học tập (đồng)",
        FLOW,
        (
            adds(SessionHeldV1, day="held_on", value="cost_dong"),
            corrects(SessionCorrectedV1, day="held_on", value="cost_dong"),
            corrects(SessionWithdrawnV1, day="held_on", value="cost_dong"),
        ),
        by=OF_HELD,
    ),
    Measure(
        "sessions-cost-unsaid",
        "cuộc, buổi học tập chưa ghi kinh phí",
        FLOW,
        (
            adds(SessionHeldV1, day="held_on", value=COST_UNSAID),
            corrects(SessionCorrectedV1, day="held_on", value=COST_UNSAID),
            corrects(SessionWithdrawnV1, day="held_on", value=COST_UNSAID),
        ),
        by=OF_HELD,
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
        "documents-issued",
        "văn bản đã ban hành",
        FLOW,
        (
            adds(DocumentIssuedV1, day="issued_on"),
            corrects(DocumentCorrectedV1, day="issued_on"),
            corrects(DocumentWithdrawnV1, day="issued_on"),
        ),
        by=("document_kind", "organiser_kind"),
    ),
)
