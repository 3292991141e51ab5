"""Of activities and of what they bring about."""

SENTENCES: dict[str, str] = {
    "registry.nothing-held": (
        "Không có lớp, cuộc hay hoạt động này trong sổ: hãy tra cứu ở địa bàn của nó."
    ),
    "registry.not-held-yet": (
        "Việc này chưa tổ chức: hãy ghi đã tổ chức trước, rồi ghi những người đến dự."
    ),
    "registry.attendee-twice": (
        "Một người được nêu hai lần trong danh sách: hãy nêu mỗi người một lần."
    ),
    "registry.attendee-named-already": (
        "Có người trong danh sách đã được ghi là có dự: hãy bỏ những người đã ghi."
    ),
    "registry.attendee-unknown": (
        "Có người trong danh sách chưa được ghi là có dự: hãy tra cứu những người đã ghi."
    ),
    "registry.more-named-than-came": (
        "Đã ghi tên {people} người dự, nhiều hơn {attendances} lượt người: hãy so lại cả hai với"
        " danh sách người dự và đính chính chỗ sai."
    ),
    "registry.activity-before-organiser": (
        "Đơn vị tổ chức có từ ngày {since}: hãy xem lại ngày, hoặc nêu đơn vị khác."
    ),
    "registry.activity-after-organiser": (
        "Đơn vị tổ chức không còn từ ngày {ended_on}: hãy xem lại ngày, hoặc nêu đơn vị khác."
    ),
    "registry.activity-unknown": (
        "Không có hoạt động này trong sổ: hãy tra cứu trong các hoạt động của địa bàn."
    ),
    "registry.activity-kind-unknown": "Không có loại hoạt động này; các loại là {kinds}.",
    "registry.attendee-kind-unknown": "Không có loại người dự này; các loại là {kinds}.",
    "registry.attendees-twice": (
        "Một loại người dự được nêu hai lần: hãy nêu mỗi loại một lần, với tổng số người đến."
    ),
    "registry.attendees-implausible": (
        "Mỗi loại người dự phải từ 0 đến {most}: hãy so lại với danh sách người dự."
    ),
    "registry.co-organiser-twice": (
        "Một đơn vị tổ chức được nêu hai lần: hãy nêu mỗi đơn vị một lần."
    ),
    "registry.span-backwards": (
        "Ngày đầu {first_on} không trước ngày cuối {last_on}: hãy xem lại các ngày, hoặc bỏ ngày"
        " đầu nếu hoạt động chỉ trong một ngày."
    ),
    "registry.activity-cancelled-already": (
        "Hoạt động này đã hủy ngày {cancelled_on}: nếu thực tế vẫn tổ chức, hãy ghi thành một hoạt"
        " động mới."
    ),
    "registry.activity-held-already": (
        "Hoạt động này đã tổ chức ngày {held_on}: hãy đính chính chỗ ghi sai, hoặc hủy ghi."
    ),
    "registry.activity-not-held": (
        "Hoạt động này mới dự kiến, chưa tổ chức: hãy ghi đã tổ chức, hoặc hủy."
    ),
    "registry.activity-organised-otherwise": (
        "Hoạt động này do đơn vị khác tổ chức: hãy nêu đúng đơn vị đó, hoặc hủy rồi ghi lại."
    ),
    "registry.minute-unknown": (
        "Biên bản của hoạt động không có nội dung này: hãy xem lại biên bản."
    ),
    "registry.minutes-full": (
        "Biên bản của một hoạt động giữ tối đa {most} nội dung: hãy hủy một nội dung đã gộp."
    ),
    "registry.minute-kind-unknown": "Không có loại nội dung này; các loại là {kinds}.",
    "registry.no-contest": (
        "Hoạt động này không phải hội thi nên không có vòng thi: hãy đính chính loại hoạt động,"
        " hoặc nêu hội thi khác."
    ),
    "registry.contest-has-rounds": (
        "Hội thi này đã có vòng thi: hãy hủy ghi các vòng trước, từ vòng cuối."
    ),
    "registry.round-kind-unknown": "Không có loại vòng thi này; các loại là {kinds}.",
    "registry.part-kind-unknown": "Không có phần thi này; các phần là {kinds}.",
    "registry.part-twice": "Một phần thi được nêu hai lần: hãy nêu mỗi phần một lần.",
    "registry.contest-round-unknown": (
        "Hội thi không có vòng này: hãy xem lại biên bản, hoặc ghi vòng thi trước."
    ),
    "registry.contest-round-missing": "Chưa ghi vòng {number}: hãy ghi vòng đó trước.",
    "registry.contest-round-held-already": (
        "Vòng {number} đã tổ chức ngày {held_on}: nếu ghi sai, hãy hủy ghi rồi ghi lại."
    ),
    "registry.contest-round-before-earlier": (
        "Vòng trước đó tổ chức ngày {held_on}: hãy xem lại các ngày."
    ),
    "registry.contest-round-held-since": (
        "Vòng {number} đã tổ chức sau vòng này: hãy hủy ghi vòng đó trước."
    ),
    "registry.entrant-kind-unknown": "Không có loại đơn vị dự thi này; các loại là {kinds}.",
    "registry.entrant-twice": (
        "Một đơn vị dự thi có hai thứ hạng trong vòng: hãy nêu mỗi đơn vị một lần."
    ),
    "registry.rank-implausible": (
        "Thứ hạng phải từ 1 đến {most}: hãy so lại với quyết định trao giải."
    ),
}
