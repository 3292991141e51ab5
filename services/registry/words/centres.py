"""Lời từ chối của sổ đăng ký: của số dân, trung tâm và lớp học."""

SENTENCES: dict[str, str] = {
    "registry.population-unknown": (
        "Địa bàn này không có số liệu loại đó của ngày đó: hãy tra cứu rồi ghi số liệu mới."
    ),
    "registry.population-stated-already": (
        "Địa bàn này đã có số liệu {number} của loại và ngày đó: nếu số đó sai, hãy đính chính."
    ),
    "registry.population-kind-unknown": "Không có loại số liệu này; các loại là {kinds}.",
    "registry.population-implausible": (
        "Số liệu của một địa bàn phải từ 0 đến {most}: hãy kiểm tra lại con số."
    ),
    "registry.population-source-unknown": (
        "Hãy nêu đúng một nguồn: số, ký hiệu văn bản, hoặc một trong các nguồn {sources}."
    ),
    "registry.family-unknown": "Không có gia đình này trong sổ.",
    "registry.centre-unknown": "Không có trung tâm học tập cộng đồng này trong sổ.",
    "registry.centre-already-established": (
        "Trung tâm này đã được ghi thành lập ở địa bàn khác hoặc vào ngày khác."
    ),
    "registry.centre-name-implausible": (
        "Tên trung tâm là một dòng từ 1 đến {longest} ký tự nhìn thấy được, có chữ cái."
    ),
    "registry.centre-named-since": (
        "Trung tâm mang tên hiện nay từ ngày {since}: hãy nêu ngày đó để đính chính tên, hoặc một"
        " ngày sau đó."
    ),
    "registry.centre-merged-into-itself": (
        "Trung tâm phải sáp nhập vào một trung tâm khác: hãy nêu hai trung tâm khác nhau."
    ),
    "registry.centre-not-at-work": (
        "Trung tâm đó không hoạt động vào ngày {day}: hãy tra cứu và so lại các ngày."
    ),
    "registry.centre-not-at-work-in-year": (
        "Trung tâm không hoạt động trong năm {year}: hãy nêu một năm trung tâm có hoạt động."
    ),
    "registry.band-unknown": (
        "Năm {year} trung tâm không được xếp loại theo mức này; các mức là {bands}."
    ),
    "registry.rater-unknown": (
        "Không có đơn vị xếp loại trung tâm này; các mã đơn vị xếp loại là {raters}."
    ),
    "registry.score-implausible": (
        "Điểm của trung tâm là số nguyên từ 0 đến {most}: hãy so lại với báo cáo."
    ),
    "registry.rating-before-its-year": (
        "Không xếp loại trung tâm khi năm {year} chưa bắt đầu: hãy so lại ngày và năm."
    ),
    "registry.centre-rated-since": (
        "Trung tâm đã được xếp loại của năm đó vào ngày {since}: hãy nêu ngày đó để đính chính,"
        " hoặc một ngày sau đó để xếp loại lại."
    ),
    "registry.centre-not-rated": (
        "Trung tâm chưa được xếp loại của năm {year}: không có gì để hủy ghi."
    ),
    "registry.session-unknown": (
        "Không có cuộc, buổi học này trong sổ: hãy tra cứu trong các cuộc của địa bàn."
    ),
    "registry.organiser-kind-unknown": ("Không có loại đơn vị tổ chức này; các loại là {kinds}."),
    "registry.session-before-organiser": (
        "Đơn vị tổ chức có từ ngày {since}: hãy xem lại ngày, hoặc nêu đơn vị khác."
    ),
    "registry.session-after-organiser": (
        "Đơn vị tổ chức không còn từ ngày {ended_on}: hãy xem lại ngày, hoặc nêu đơn vị khác."
    ),
    "registry.session-cancelled-already": (
        "Cuộc này đã hủy ngày {cancelled_on}: nếu thực tế vẫn tổ chức, hãy ghi thành một cuộc mới."
    ),
    "registry.session-held-already": (
        "Cuộc này đã tổ chức ngày {held_on}: hãy đính chính chỗ ghi sai, hoặc hủy ghi."
    ),
    "registry.session-not-held": (
        "Cuộc này mới dự kiến, chưa tổ chức: hãy ghi đã tổ chức, hoặc hủy."
    ),
    "registry.session-organised-otherwise": (
        "Cuộc này do đơn vị khác tổ chức: hãy nêu đúng đơn vị đó, hoặc hủy rồi ghi lại."
    ),
    "registry.session-cost-implausible": (
        "Kinh phí một cuộc phải từ 0 đến {most} đồng: hãy so lại với chứng từ."
    ),
    "registry.facility-unknown": (
        "Không có loại cơ sở vật chất này của trung tâm; các mã là {facilities}."
    ),
    "registry.facility-twice": (
        "Loại cơ sở vật chất {facility} được nêu hai lần: hãy nêu mỗi loại một lần, với tất cả."
    ),
    "registry.facility-number-missing": (
        "Loại cơ sở vật chất {facility} được đếm: hãy nêu có bao nhiêu."
    ),
    "registry.facility-not-counted": (
        "Loại cơ sở vật chất {facility} chỉ ghi có hay không: hãy nêu mà không kèm số, hoặc bỏ ra."
    ),
    "registry.facility-number-implausible": (
        "Một trung tâm có từ 1 đến {most} của một loại cơ sở vật chất: hãy so lại với báo cáo."
    ),
    "registry.facilities-before-their-year": (
        "Không ghi cơ sở vật chất khi năm {year} chưa bắt đầu: hãy so lại ngày và năm."
    ),
    "registry.facilities-said-since": (
        "Cơ sở vật chất của năm đó đã được ghi vào ngày {since}: hãy nêu ngày đó để đính chính,"
        " hoặc một ngày sau đó để ghi lại."
    ),
    "registry.facilities-not-said": (
        "Chưa ai ghi cơ sở vật chất năm {year} của trung tâm: không có gì để hủy ghi."
    ),
    "registry.class-after-centre": (
        "Trung tâm không còn hoạt động từ ngày {ended_on}, trước ngày mở lớp này: hãy xem lại ngày,"
        " hoặc ghi lớp cho trung tâm khác."
    ),
    "registry.class-before-centre": (
        "Trung tâm được thành lập ngày {established_on}, sau ngày mở lớp này."
    ),
    "registry.class-already-held": "Lớp {class_id} đã có trong sổ với số liệu khác.",
    "registry.class-unknown": "Không có lớp này: hãy tra cứu trong các lớp của địa bàn.",
    "registry.class-before-organiser": (
        "Đơn vị tổ chức có từ ngày {since}: hãy xem lại ngày, hoặc nêu đơn vị khác."
    ),
    "registry.class-after-organiser": (
        "Đơn vị tổ chức không còn từ ngày {ended_on}: hãy xem lại ngày, hoặc nêu đơn vị khác."
    ),
    "registry.class-cancelled-already": (
        "Lớp này đã hủy ngày {cancelled_on}: nếu thực tế vẫn mở, hãy ghi thành một lớp mới."
    ),
    "registry.class-held-already": (
        "Lớp này đã mở ngày {held_on}: hãy đính chính chỗ ghi sai, hoặc hủy ghi."
    ),
    "registry.class-not-held": "Lớp này mới dự kiến, chưa mở: hãy ghi đã mở, hoặc hủy.",
    "registry.class-organised-otherwise": (
        "Lớp này do đơn vị khác tổ chức: hãy nêu đúng đơn vị đó, hoặc hủy rồi ghi lại."
    ),
    "registry.class-cost-implausible": (
        "Kinh phí một lớp phải từ 0 đến {most} đồng: hãy so lại với chứng từ."
    ),
    "registry.programme-code-unknown": (
        "Không có chương trình này; các mã chương trình là {programme_codes}."
    ),
    "registry.before-programme": (
        "Chương trình này có từ ngày {since}: hãy xem lại ngày, hoặc nêu chương trình khác."
    ),
    "registry.partner-kind-unknown": "Không có loại đơn vị phối hợp này; các loại là {kinds}.",
    "registry.partner-twice": (
        "Một loại đơn vị phối hợp được nêu hai lần: hãy nêu mỗi loại một lần."
    ),
    "registry.topic-code-unknown": "Không có nội dung này; các mã là {topic_codes}.",
    "registry.attendances-implausible": "Số lượt người của một lớp phải từ 0 đến {most}.",
}
