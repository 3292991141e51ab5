"""Lời từ chối về số, ký hiệu văn bản."""

SENTENCES: dict[str, str] = {
    "documents.number-malformed": "Đây không phải số, ký hiệu văn bản, ví dụ 19/2025/QĐ-TTg.",
}
