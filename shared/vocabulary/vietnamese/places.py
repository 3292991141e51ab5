"""Lời từ chối về địa bàn."""

SENTENCES: dict[str, str] = {
    "places.not-in-force": "Địa bàn {place_id} không có hiệu lực vào ngày {day}.",
    "places.of-wrong-level": "Địa bàn {place_id} thuộc cấp {level}; ở đây cần cấp: {wanted}.",
}
