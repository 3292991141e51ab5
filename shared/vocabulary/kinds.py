"""Closed kinds, bounds and patterns: what a page accepts and the published language carries.

Each stands here once, for both. A word is stored and published for ever: one that nobody is to use
any more is refused by the page and stays here. Titles and kinds of bearers have a file of their own
(`titles.py`), as have topics (`topics.py`), programmes (`programmes.py`) and the form of a
document's number (`documents.py`).
"""

from typing import Final, Literal, get_args

CODE: Final = r"^[a-z0-9]+(-[a-z0-9]+)*\Z"
"""A word of a closed list. For Python `$` also stands before a last line break, `\\Z` does not."""
LONGEST_CODE: Final = 64

LARGEST_INTEGER: Final = 2**53 - 1
"""What every reader of JSON can hold; the sum of a thousand still fits a row of PostgreSQL."""

FIRST_TITLE_YEAR: Final = 1990
LAST_TITLE_YEAR: Final = 2200
TITLE_YEARS: Final = range(FIRST_TITLE_YEAR, LAST_TITLE_YEAR + 1)

Registration = Literal["new", "renewed"]
REGISTRATIONS: Final[tuple[str, ...]] = get_args(Registration)
"""Đăng ký mới, tái đăng ký."""

GROUNDS: Final = frozenset(
    {"criteria-not-met", "evidence-missing", "withdrawn", "procedure-not-followed"}
)
"""On what ground a decision goes against a bearer."""
REVOKED_FOR: Final = frozenset({"false-declaration", "forged-evidence", "procedure-not-followed"})
"""Kê khai gian dối, giả mạo hồ sơ, quyết định trái quy định: Luật 06/2022/QH15."""

MergeGround = Literal[
    "same-identity", "same-phone", "same-name-and-birth", "said-by-the-person", "other"
]
MERGED_FOR: Final = frozenset(get_args(MergeGround))
"""Why somebody says that two on the books are one."""
ASSOCIATION_LEVELS: Final = ("province", "district", "commune")
"""Hội khuyến học tỉnh, huyện (đến 30/6/2025), xã."""
CHAPTER_HOST_KINDS: Final = (
    "agency",  # cơ quan
    "clan",  # dòng họ
    "fellow-countrymen",  # hội đồng hương
    "hamlet",  # thôn, ấp, khu phố, tổ dân phố
    "school",  # trường
    "unit",  # đơn vị, doanh nghiệp, cơ sở tôn giáo
)
"""With whom a chapter (chi hội) is."""
BOARD_HOST_KINDS: Final = (
    "agency",  # cơ quan
    "clan",  # dòng họ
    "hamlet",  # thôn, ấp, khu phố, tổ dân phố
    "religious",  # chùa, giáo xứ, cơ sở tôn giáo
    "school",  # trường
)
"""Whose a board (ban khuyến học) is."""
MEMBER_HOST_KINDS: Final = ("association", *CHAPTER_HOST_KINDS)
"""Of what somebody is a member: a chapter by its kind of host, or an association itself."""
CITIZEN_GROUPS: Final = (
    "officer",  # cán bộ, công chức, viên chức, doanh nhân
    "pupil",  # học sinh, sinh viên, học viên
    "resident",  # người dân trong xã
    "worker",  # người lao động
)
"""Each has a set of indicators of its own: QĐ 324/QĐ-KHVN 2023."""
ESTABLISHMENT_KINDS: Final = (
    "agency",  # cơ quan nhà nước, đảng, đoàn thể
    "armed",  # đơn vị lực lượng vũ trang
    "enterprise",  # doanh nghiệp, hợp tác xã
    "religious",  # cơ sở tôn giáo
    "school",  # trường, cơ sở giáo dục
)

AUTHORITIES: Final = (
    "education-office",  # phòng, sở giáo dục và đào tạo
    "party-committee",  # đảng ủy, huyện ủy, tỉnh ủy
    "peoples-committee",  # ủy ban nhân dân
    "steering-committee",  # ban chỉ đạo xây dựng xã hội học tập
)
"""Each is of a place, and known by its kind there."""
ORGANISER_KINDS: Final = ("association", "centre", "establishment", *AUTHORITIES)
"""Who holds classes, sessions and activities."""

PARTNER_KINDS: Final = (
    "agricultural-extension",  # trung tâm, trạm khuyến nông
    "enterprise",  # doanh nghiệp, hợp tác xã
    "farmers-association",  # hội nông dân
    "fatherland-front",  # ủy ban mặt trận Tổ quốc
    "health-station",  # trạm, trung tâm y tế
    "judicial-office",  # tư pháp
    "police-and-military",  # công an, quân sự, biên phòng
    "propaganda-board",  # ban tuyên giáo
    "school",  # trường, cơ sở giáo dục
    "training-institution",  # cơ sở giáo dục nghề nghiệp, giáo dục thường xuyên
    "trade-union",  # công đoàn
    "veterans-association",  # hội cựu chiến binh
    "womens-union",  # hội liên hiệp phụ nữ
    "youth-union",  # đoàn thanh niên
)
"""Đơn vị phối hợp: who worked along and need not be on the books. Who is, and organised it too, is
a co-organiser."""

ACTIVITY_KINDS: Final = (
    "campaign",  # cuộc vận động
    "closing-conference",  # hội nghị tổng kết
    "congress",  # đại hội
    "contest",  # hội thi
    "dissemination",  # quán triệt, tuyên truyền
    "interim-conference",  # hội nghị sơ kết
    "movement",  # phong trào
    "other-conference",  # hội nghị, hội thảo khác
    "periodic-conference",  # hội nghị giao ban
    "training-conference",  # hội nghị tập huấn
)
"""What is organised beside classes and sessions."""
ATTENDEE_KINDS: Final = (
    "association-officers",  # lãnh đạo, cán bộ hội khuyến học
    "centre-officers",  # ban giám đốc, cán bộ trung tâm học tập cộng đồng
    "chapter-heads",  # chi hội trưởng, chi hội phó
    "committee-officers",  # lãnh đạo ủy ban nhân dân
    "council-officers",  # lãnh đạo hội đồng nhân dân
    "front-officers",  # lãnh đạo ủy ban mặt trận Tổ quốc
    "hamlet-heads",  # trưởng thôn, ấp, khu phố; tổ trưởng tổ dân phố
    "office-heads",  # trưởng các ban, ngành, đoàn thể
    "party-cell-secretaries",  # bí thư chi bộ
    "party-officers",  # lãnh đạo đảng ủy
    "pupils",  # học sinh, sinh viên
    "residents",  # người dân
    "teachers",  # nhà giáo, đại diện trường học
    "workers",  # người lao động
)
"""Who comes to an activity."""
MINUTE_KINDS: Final = (
    "limit",  # hạn chế được nêu
    "resolved",  # nội dung đã thống nhất
    "target",  # chỉ tiêu được nêu
    "theme",  # chủ đề
)
"""What is noted of an activity in own words."""

ROUND_KINDS: Final = (
    "final",  # vòng chung kết
    "qualifying",  # vòng loại
    "semi-final",  # vòng bán kết
)
PART_KINDS: Final = (
    "essay",  # tự luận
    "introduction",  # tự giới thiệu
    "knowledge-test",  # trắc nghiệm kiến thức
    "performance",  # năng khiếu, tiểu phẩm
    "solution",  # thuyết trình giải pháp
)
"""Of a round of a contest."""
ENTRANT_KINDS: Final = ("association", "centre", "establishment", "place")
"""Who enters a contest: an organisation, or the team of a place."""

DOCUMENT_KINDS: Final = (
    "announcement",  # thông báo
    "conclusion",  # kết luận
    "decision",  # quyết định
    "directive",  # chỉ thị
    "dispatch",  # công văn
    "guidance",  # hướng dẫn
    "plan",  # kế hoạch
    "programme",  # chương trình
    "project",  # đề án, dự án
    "regulation",  # quy chế, quy định
    "report",  # báo cáo
    "resolution",  # nghị quyết
    "submission",  # tờ trình
    "urgent-dispatch",  # công điện
)
"""What is issued under a number: Nghị định 30/2020/NĐ-CP Điều 7, and kết luận of the Party."""

PLANNER_KINDS: Final = ("association", "centre", "committee")
"""Who has a plan of a year: hội khuyến học, trung tâm học tập cộng đồng, ban chỉ đạo."""
PLAN_ITEM_STATES: Final = (
    "done",  # đã thực hiện
    "dropped",  # không thực hiện nữa
)
"""As what an item of a plan is closed."""

MOST_ATTENDANCES: Final = 100_000
"""Of one class, session or kind of attendees, in lượt người."""
MOST_GRANTS: Final = 10_000
"""Of one award, in suất."""
MOST_DONG: Final = 1_000_000_000_000
"""Of one award, in whole đồng."""

COMMITTEE_AGENCY_KINDS: Final = (
    "culture-and-society-office",  # phòng văn hóa - xã hội của cấp xã, từ 1/7/2025
    "education-office",  # phòng, sở giáo dục và đào tạo
    "establishment",  # đơn vị có trong sổ
    "party-committee",  # đảng ủy, huyện ủy, tỉnh ủy
    "peoples-committee",  # ủy ban nhân dân
)
"""Who does the work of a steering committee, as its standing agency."""

POST_CODES: Final = (
    "chair",  # chủ tịch hội, trưởng ban, chi hội trưởng
    "deputy",  # phó chủ tịch, phó trưởng ban, chi hội phó
    "standing-member",  # ủy viên thường trực
)
"""Who leads in a term."""
CENTRE_POST_CODES: Final = (
    "director",  # giám đốc trung tâm học tập cộng đồng
    "deputy",  # phó giám đốc
)
"""Who leads a centre, appointed by the chair of the commune's people's committee (NĐ 142/2025, TT
11/2025)."""

POPULATION_KINDS: Final = (
    "inhabitants",  # nhân khẩu
    "households",  # hộ
    "adults",  # người trưởng thành, từ đủ 18 tuổi
    "workers",  # người lao động
    "officers",  # cán bộ, công chức, viên chức
    "pupils",  # học sinh, sinh viên
)
"""Of whom a place states how many there are: what ratios are a share of."""
POPULATION_SOURCES: Final = (
    "census",  # tổng điều tra dân số và nhà ở
    "statistics",  # cơ quan thống kê, niên giám
    "residence-register",  # cơ sở dữ liệu quốc gia về dân cư
    "home-affairs",  # ngành nội vụ
    "education",  # ngành giáo dục
    "own-report",  # báo cáo của chính địa bàn
)
"""Who says so, where no document does."""
MOST_STATED: Final = 200_000_000
"""Of one place and kind: all of Vietnam has half as many people."""
