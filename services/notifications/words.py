"""Lời từ chối của bộ phận thông báo, và lời các thông báo."""

SENTENCES: dict[str, str] = {
    "notifications.delivery-unknown": "Không có lần gửi thông báo này.",
}

TEXTS: dict[str, str] = {
    "title-recognised": (
        "{bearer_kind} được công nhận danh hiệu “{title}” năm {title_year} theo Quyết định số "
        "{decision_number} ngày {decided_on}. Xin chúc mừng {bearer_kind}!"
    ),
    "recognition-revoked": (
        "{bearer_kind} không còn giữ danh hiệu “{title}” năm {title_year}: danh hiệu bị thu hồi "
        "theo Quyết định số {decision_number} ngày {revoked_on}."
    ),
    "scholarship-awarded": (
        "Quỹ khuyến học đã trao {grants} suất học bổng, tổng trị giá {amount_dong} đồng, ngày "
        "{awarded_on}. Xin chúc mừng!"
    ),
}
"""Of each rule of notifications the text of its message; its fields are the rule's details."""

BEARERS: dict[str, str] = {
    "citizen": "ông (bà)",
    "family": "gia đình",
    "clan": "dòng họ",
    "place": "cộng đồng",
    "establishment": "đơn vị",
}
"""How a message speaks to a bearer of a title, by its kind."""
