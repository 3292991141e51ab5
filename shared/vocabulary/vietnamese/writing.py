"""Lời từ chối về cách viết tên."""

SENTENCES: dict[str, str] = {
    "writing.legacy-encoding": (
        "Nội dung gõ bằng bảng mã {encoding}; hãy chuyển sang Unicode (ví dụ bằng UniKey) rồi "
        "nhập lại."
    ),
    "writing.mixed-alphabets": (
        "Có chữ cái của bảng chữ khác trông giống chữ Latinh xen lẫn; hãy gõ lại."
    ),
}
