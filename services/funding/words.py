"""Lời từ chối của bộ phận quỹ khuyến học."""

SENTENCES: dict[str, str] = {
    "funding.fund-unknown": "Không có quỹ này.",
    "funding.fund-already-opened": (
        "Quỹ này đã được ghi thành lập ở địa bàn khác hoặc vào ngày khác."
    ),
    "funding.fund-not-waiting": (
        "Địa bàn của quỹ này không bị chia tách tính đến ngày {day}: không cần phân bổ; hãy kiểm"
        " tra lại ngày và quỹ."
    ),
    "funding.allocation-document-malformed": (
        "Đây không phải số, ký hiệu của quyết định, ví dụ 123/QĐ-UBND."
    ),
    "funding.award-before-fund": (
        "Quỹ được thành lập ngày {opened_on}, sau ngày trao học bổng này."
    ),
    "funding.award-already-made": "Học bổng {award_id} đã được ghi với số liệu khác.",
    "funding.grants-implausible": "Mỗi lần trao phải từ 1 đến {most} suất.",
    "funding.amount-implausible": "Số tiền mỗi lần trao phải từ 0 đến {most} đồng.",
    "funding.import-not-yet": (
        "Danh sách này đọc hiểu được nhưng phải đến phiên bản sau mới ghi được vào sổ: hãy chạy thử"
        " (`--dry-run`), sửa chỗ sai trong tệp và giữ tệp đến lúc đó."
    ),
}
