"""Lời từ chối về địa bàn."""

SENTENCES: dict[str, str] = {
    "places.not-in-force": "Địa bàn {place_id} không có hiệu lực vào ngày {day}.",
    "places.not-a-part": (
        "Địa bàn {to} không nhận một phần của {place}; hãy chọn một trong các địa bàn: {parts}."
    ),
    "places.of-wrong-level": "Địa bàn {place_id} thuộc cấp {level}; ở đây cần cấp: {wanted}.",
}
