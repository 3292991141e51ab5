"""Lời từ chối về ngày tháng."""

SENTENCES: dict[str, str] = {
    "calendar.day-not-come": "Ngày {day} chưa tới; hôm nay ở Việt Nam là {today}.",
}
