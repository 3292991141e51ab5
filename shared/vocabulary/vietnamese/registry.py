"""Lời từ chối của sổ đăng ký."""

SENTENCES: dict[str, str] = {
    # places
    "registry.place-unknown": "Không có địa bàn {place} trong sổ.",
    "registry.code-not-in-force": (
        "Mã {place_code} không có hiệu lực vào ngày {day}; mã này có hiệu lực trong {periods}."
    ),
    "registry.place-already-established": (
        "Địa bàn {place} đã có trong sổ với tên, loại, mã, đơn vị cấp trên hoặc ngày bắt đầu khác."
    ),
    "registry.place-already-ended": "Địa bàn {place} đã hết hiệu lực từ ngày {ended_on}.",
    "registry.change-outside-validity": (
        "Địa bàn {place} không có hiệu lực vào ngày {day}; chỉ có hiệu lực từ {start} đến "
        "{last_day}."
    ),
    "registry.parent-not-in-force": (
        "Địa bàn {place} không thể thuộc {parent} vào ngày {day} vì đơn vị này khi đó không có "
        "hiệu lực."
    ),
    "registry.children-in-force": (
        "Địa bàn {place} còn địa bàn trực thuộc có hiệu lực vào ngày {day}, ví dụ {child}."
    ),
    "registry.code-taken": "Mã {code} đang là mã của địa bàn {holder} vào ngày {day}.",
    "registry.place-within-itself": (
        "Địa bàn {place} không thể nằm trong chính nó vào ngày {day}."
    ),
    "registry.successor-not-in-force": (
        "Địa bàn {successor} không thể kế thừa vào ngày {day} vì khi đó không có hiệu lực."
    ),
    "registry.hamlet-kind-unknown": "Không có loại thôn, tổ dân phố này; các loại là {kinds}.",
    "registry.hamlet-name-implausible": (
        "Tên thôn, ấp, khu phố, tổ dân phố phải có từ 1 đến {longest} ký tự."
    ),
    "registry.hamlet-name-taken": "Xã, phường đã có thôn, tổ dân phố cùng tên: {place_id}.",
    "registry.hamlet-needs-commune": (
        "Thôn, ấp, khu phố, tổ dân phố phải thuộc một xã hoặc phường; {place} không phải cấp xã."
    ),
    "registry.units-missing": (
        "Danh mục địa bàn nằm trong vietnamadminunits 1.0.4; hãy cài đặt hieuhoc[places]."
    ),
    # families, centres, people
}
