"""What rollups says no with, and the words of its reports."""

SENTENCES: dict[str, str] = {
    "rollups.unknown-measure": "Không có chỉ tiêu nào tên là {measure}.",
    "rollups.title-year-missing": (
        "Chỉ tiêu {measure} được đếm theo danh hiệu và năm: hãy nêu cả hai."
    ),
    "rollups.unknown-title": "{title} năm {year} không phải là một danh hiệu của một năm.",
    "rollups.not-counted-by": "Chỉ tiêu {measure} không được đếm theo {dimension}.",
    "rollups.unknown-value": "{value} không phải là một giá trị của {dimension}.",
    "rollups.unknown-topic": "Không có nội dung {topic}; các nội dung là {topics}.",
    "rollups.two-values": "Đã nêu hai giá trị của {dimension}: hãy nêu một.",
    "rollups.place-not-found": (
        "Không có địa bàn {place} vào ngày {on}, hoặc địa bàn đó ngoài phạm vi của bạn."
    ),
    "rollups.place-twice": "Hãy nêu địa bàn bằng place_code hoặc place_id, chỉ một trong hai.",
    "rollups.period-missing": (
        "Chỉ tiêu {measure} được đếm trong một khoảng thời gian: hãy nêu ngày bắt đầu (since)."
    ),
    "rollups.period-backwards": "Ngày bắt đầu {since} ở sau ngày kết thúc {on}.",
    "rollups.share-restated": (
        "Dân số chỉ được biết theo ranh giới của chính ngày đó: hãy hỏi tỷ lệ mà không nêu"
        " boundary, hoặc hỏi số liệu quy đổi mà không nêu of."
    ),
}

REPORT: dict[str, str] = {
    "heading": "Danh hiệu “{title}” năm {year} — {place}, ngày {on}",
    "places-until": "Danh mục địa bàn đến ngày {day}",
    "registered": "Gia đình đăng ký: {ratio}, trên tổng số gia đình ngày {on}",
    "registrations": "  trong đó đăng ký mới {new}, đăng ký lại {renewed}",
    "recognised": "Gia đình được công nhận: {ratio}, trên tổng số gia đình ngày {on}",
    "of-registered": "  {ratio}, trên số gia đình đăng ký đến ngày {on}",
    "place": "Địa bàn",
    "families": "Gia đình",
    "registered-column": "Đăng ký",
    "share-column": "Tỷ lệ",
    "recognised-column": "Công nhận",
    "own": "(ngay tại địa bàn)",
    "unallocated": "chưa phân bổ",
    "unknown": "chưa rõ địa bàn",
    "everywhere": "toàn địa bàn",
    "nameless": "(chưa rõ tên)",
    "sum": "Cộng",
    "nothing": "không có mẫu số",
    "boundary": "Tính lại theo địa giới ngày {boundary}.",
    "as-of": "Theo những gì đã ghi nhận đến hết ngày {as_of}.",
    "fresh": "Số liệu tính đến {time} ngày {day} (giờ Việt Nam).",
    "rebuild-wanted": "Lưu ý: cách tính đã thay đổi mà số liệu chưa được tính lại; các con số trên"
    " theo cách tính trước, và những gì ghi nhận sau thời điểm trên chưa được tính.",
    "half-said": "Cần cả hai: HIEUHOC_ROLLUPS (địa chỉ) và HIEUHOC_TOKEN (mã đăng nhập)."
    " (Both are needed: the address and the token.)",
    "laptop": "Số liệu của bản máy tính cá nhân trong {folder},"
    " không phải của hệ thống đã triển khai."
    " (Figures of the laptop edition, not of a deployment.)",
    "unreachable": "Không kết nối được tới {address}.",
    "empty": "Chưa có số liệu nào.",
}
