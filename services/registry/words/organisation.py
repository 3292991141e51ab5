"""Lời từ chối của sổ đăng ký: của ban khuyến học, ban chỉ đạo, nhiệm kỳ, kế hoạch."""

SENTENCES: dict[str, str] = {
    "registry.board-unknown": (
        "Không có ban khuyến học này trong sổ: hãy tra cứu trong các ban của địa bàn."
    ),
    "registry.board-otherwise": (
        "Ban khuyến học này đã có trong sổ với thông tin khác: hãy tra cứu và đối chiếu lại."
    ),
    "registry.board-host-kind-unknown": (
        "Không có loại nơi lập ban khuyến học này; ban được lập ở một trong các loại: {host_kinds}."
    ),
    "registry.board-host-of-other-kind": (
        "Sổ ghi nơi lập ban này thuộc loại {host_kind}: hãy ghi loại đó, hoặc chọn nơi khác."
    ),
    "registry.board-host-not-there": (
        "Vào ngày {day} nơi lập ban không có trong sổ: hãy chọn nơi đang có, hoặc ngày khác."
    ),
    "registry.board-name-implausible": (
        "Tên ban khuyến học phải nằm trên một dòng, dài từ 1 đến {longest} ký tự nhìn thấy được và "
        "có chữ cái."
    ),
    "registry.board-merges-into-itself": (
        "Ban khuyến học không thể sáp nhập vào chính mình: hãy chọn ban khác."
    ),
    "registry.board-not-there": (
        "Vào ngày {day} ban khuyến học {board_id} không hoạt động: hãy chọn ban đang hoạt động "
        "hoặc ngày khác."
    ),
}
