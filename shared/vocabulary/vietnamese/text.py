"""Lời từ chối về chữ viết."""

SENTENCES: dict[str, str] = {
    "text.unfit": "Có ký tự ẩn, ký tự điều khiển hoặc ký tự bị hỏng; hãy gõ lại.",
}
