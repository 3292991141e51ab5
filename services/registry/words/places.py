"""Lời từ chối của sổ đăng ký: của địa bàn."""

SENTENCES: dict[str, str] = {
    "registry.place-unknown": (
        "Không có địa bàn {place} trong sổ, hoặc địa bàn này ngoài phạm vi của bạn."
    ),
    "registry.place-built-on": (
        "Không thể hủy ghi địa bàn {place}: có địa bàn khác từng trực thuộc, nhập vào hoặc kế thừa"
        " địa bàn này. Hãy hủy ghi hoặc đính chính các địa bàn đó trước."
    ),
    "registry.code-not-in-force": (
        "Mã {place_code} không có hiệu lực vào ngày {day}; mã này có hiệu lực trong {periods}."
    ),
    "registry.place-name-malformed": (
        "Tên địa bàn {place} bị bỏ trống hoặc có ký tự không nhìn thấy được."
    ),
    "registry.place-already-established": (
        "Địa bàn {place} đã có trong sổ với tên, loại, mã, đơn vị cấp trên hoặc ngày bắt đầu khác."
    ),
    "registry.place-already-ended": "Địa bàn {place} đã hết hiệu lực từ ngày {ended_on}.",
    "registry.changes-contradict": (
        "Có hai thay đổi mâu thuẫn nhau về địa bàn {place} vào ngày {day}."
    ),
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
    "registry.place-too-deep": (
        "Địa bàn {place} không thể nằm trong quá {most} địa bàn lồng nhau."
    ),
    "registry.successor-not-in-force": (
        "Địa bàn {successor} không thể kế thừa vào ngày {day} vì khi đó không có hiệu lực."
    ),
    "registry.hamlet-kind-unknown": "Không có loại thôn, tổ dân phố này; các loại là {kinds}.",
    "registry.hamlet-name-implausible": (
        "Tên địa bàn phải nằm trên một dòng, dài từ 1 đến {longest} ký tự nhìn thấy được, có chữ "
        "cái Latinh hoặc chữ số."
    ),
    "registry.hamlet-name-taken": (
        "Xã, phường đã có thôn, tổ dân phố cùng tên, có thể chỉ khác cách gõ: {place_id}."
    ),
    "registry.hamlet-needs-commune": (
        "Thôn, ấp, khu phố, tổ dân phố phải thuộc một xã hoặc phường; {place} không phải cấp xã."
    ),
    "registry.reorganisation-wrong": (
        "Không ghi nội dung nào của văn bản {document_number}: có {number} dòng sai ({rows}). Hãy "
        "sửa các dòng này rồi gửi lại cả văn bản."
    ),
    "registry.document-otherwise": (
        "Văn bản {document_number} đã có trong sổ với nội dung hoặc ngày khác: có hiệu lực từ ngày "
        "{effective_on}, gồm {rows} dòng. Muốn thay đổi tiếp, hãy dùng một văn bản khác."
    ),
    "registry.document-unknown": (
        "Văn bản {document_number} chưa công bố sắp xếp nào, hoặc việc sắp xếp này ngoài phạm vi "
        "của bạn: hãy xem số văn bản trong lịch sử của một địa bàn thuộc văn bản đó."
    ),
    "registry.reorganisation-come": (
        "Văn bản {document_number} đã có hiệu lực từ ngày {effective_on}: chỉ được hủy trước ngày "
        "đó. Muốn thay đổi tiếp, hãy dùng một văn bản khác."
    ),
    "registry.reorganisation-built-on": (
        "Không thể hủy văn bản {document_number}: nội dung của văn bản {later} về {place} vào ngày "
        "{day} dựa trên văn bản này. Hãy hủy văn bản đó trước; sau này có thể công bố lại."
    ),
    "registry.row-incomplete": (
        "Dòng loại {how} thiếu hoặc thừa nội dung; hãy đối chiếu với mẫu của loại dòng này."
    ),
    "registry.made-twice": "Các dòng {rows} lập hai đơn vị cùng mã hoặc cùng ký hiệu: {place}.",
    "registry.goes-over-twice": (
        "Các dòng {rows} giao địa bàn {place} hai lần: một địa bàn được nhập toàn bộ vào một đơn "
        "vị, hoặc chia cho nhiều đơn vị, hoặc giữ nguyên."
    ),
    "registry.rest-goes-nowhere": (
        "Mới có một phần của {place} được giao: hãy thêm dòng cho các phần còn lại, hoặc một dòng "
        "part mà đơn vị kế thừa là chính nó nếu phần còn lại giữ nguyên."
    ),
    "registry.nothing-takes-over": (
        "{place} hết hiệu lực mà không có đơn vị nào kế thừa: hãy ghi đơn vị nhận toàn bộ hoặc "
        "từng phần."
    ),
    "registry.left-behind": (
        "{place} hết hiệu lực trong khi {left} còn trực thuộc: hãy thêm dòng cho đơn vị này."
    ),
    "registry.made-of-nothing": (
        "Không dòng nào cho biết {place} được lập từ đâu: hãy ghi đơn vị này là đơn vị kế thừa của "
        "một dòng, hoặc là đơn vị cấp trên của một đơn vị khác."
    ),
    "registry.goes-in-a-circle": (
        "{place} sẽ nhập vào chính nó qua {successor}; một trong hai phải giữ nguyên."
    ),
    "registry.successor-ends": (
        "{successor} hết hiệu lực theo chính văn bản này: hãy ghi đơn vị tồn tại sau đó."
    ),
    "registry.announced-otherwise": (
        "{place} đã được công bố hết hiệu lực từ ngày {ended_on}, nên không thể hết hiệu lực vào "
        "ngày {day}."
    ),
    "registry.not-to-be-allocated": (
        "Thôn, tổ dân phố {place} không thuộc xã, phường nào bị chia tách tính đến ngày {day}: "
        "không cần phân bổ; hãy kiểm tra lại ngày."
    ),
    "registry.hamlet-went-on-since": (
        "Thôn, tổ dân phố {place} đã chuyển sang đơn vị khác từ ngày {day}; hãy phân bổ kể từ "
        "ngày đó."
    ),
    "registry.subject-not-waiting": (
        "Địa bàn của đối tượng này không bị chia tách tính đến ngày {day}: không cần phân bổ; hãy "
        "kiểm tra lại ngày."
    ),
    "registry.goes-over-already": (
        "{place} đã được giao cho đơn vị khác vào ngày {day} theo văn bản {document_number}: việc "
        "sắp xếp một địa bàn trong một ngày phải nằm trong một văn bản."
    ),
    "registry.units-missing": (
        "Danh mục địa bàn nằm trong vietnamadminunits 1.0.4; hãy cài đặt hieuhoc[places]."
    ),
}
