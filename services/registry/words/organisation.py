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
    "registry.committee-unknown": (
        "Không có ban chỉ đạo này trong sổ: hãy tra cứu trong các ban chỉ đạo của địa bàn."
    ),
    "registry.committee-otherwise": (
        "Ban chỉ đạo này đã có trong sổ với thông tin khác: hãy tra cứu và đối chiếu lại."
    ),
    "registry.committee-agency-kind-unknown": (
        "Không có loại cơ quan thường trực này; ban chỉ đạo có một trong các loại: {agency_kinds}."
    ),
    "registry.committee-agency-not-there": (
        "Vào ngày {day} cơ quan thường trực không có trong sổ: hãy chọn cơ quan đang có, hoặc ngày "
        "khác."
    ),
    "registry.committee-merges-into-itself": (
        "Ban chỉ đạo không thể sáp nhập vào chính mình: hãy chọn ban khác."
    ),
    "registry.committee-not-there": (
        "Vào ngày {day} ban chỉ đạo {committee_id} không hoạt động: hãy chọn ban đang hoạt động "
        "hoặc ngày khác."
    ),
    "registry.place-has-committee-already": (
        "Địa bàn này đã có ban chỉ đạo từ ngày {since}: hãy đính chính hoặc chấm dứt ban đó, hoặc "
        "ghi ngày khác."
    ),
    "registry.committee-changed-meanwhile": (
        "Vừa có người thay đổi ban chỉ đạo này: hãy gửi lại yêu cầu."
    ),
    "registry.membership-changed-meanwhile": (
        "Vừa có người thay đổi tư cách hội viên này: hãy gửi lại yêu cầu."
    ),
    "registry.body-unknown": (
        "Không có hội, ban khuyến học, chi hội, ban chỉ đạo hay trung tâm này: hãy tra cứu theo "
        "địa bàn."
    ),
    "registry.term-otherwise": (
        "Nhiệm kỳ từ ngày {since} đã có trong sổ với thông tin khác: hãy tra cứu và đính chính."
    ),
    "registry.terms-overlap": (
        "Nhiệm kỳ từ ngày {since} đã có một số ngày trong đó: hãy kết thúc hoặc đính chính nhiệm "
        "kỳ ấy, hoặc ghi ngày khác."
    ),
    "registry.term-ends-before-it-begins": (
        "Nhiệm kỳ dài ít nhất một ngày: hãy ghi ngày kết thúc sau ngày {since}."
    ),
    "registry.no-term-then": (
        "Không có nhiệm kỳ nào vào ngày {day}: hãy ghi nhiệm kỳ trước, hoặc chọn ngày của một "
        "nhiệm kỳ."
    ),
    "registry.term-has-posts": (
        "Có người giữ chức vụ của nhiệm kỳ này từ ngày {since}: hãy hủy ghi hoặc kết thúc chức vụ "
        "ấy trước, hoặc ghi ngày khác."
    ),
    "registry.post-unknown": "Không có chức vụ này; các chức vụ là: {post_codes}.",
    "registry.post-not-held": (
        "Người này không giữ chức vụ đó vào ngày {day}: hãy tra cứu nhiệm kỳ và đối chiếu lại."
    ),
    "registry.post-filled-later": (
        "Chức vụ này đã có người giữ từ ngày {since}: hãy ghi một ngày sau đó, hoặc hủy ghi phần "
        "sai trước."
    ),
    "registry.chair-underage": (
        "Người lãnh đạo phải từ đủ {years} tuổi vào ngày đó: hãy chọn người khác, hoặc đính chính "
        "ngày sinh của người này."
    ),
}
