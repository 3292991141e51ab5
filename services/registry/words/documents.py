"""Of documents and of plans of a year."""

SENTENCES: dict[str, str] = {
    "registry.issued-document-unknown": (
        "Không có văn bản này trong sổ: hãy tra cứu trong các văn bản của địa bàn."
    ),
    "registry.document-before-issuer": (
        "Cơ quan ban hành có từ ngày {since}: hãy xem lại ngày, hoặc nêu cơ quan khác."
    ),
    "registry.document-after-issuer": (
        "Cơ quan ban hành không còn từ ngày {ended_on}: hãy xem lại ngày, hoặc nêu cơ quan khác."
    ),
    "registry.document-kind-unknown": "Không có loại văn bản này; các loại là {kinds}.",
    "registry.document-number-taken": (
        "Cơ quan này đã ban hành số {document_number} trong năm {year}: hãy xem văn bản"
        " {document_id}, rồi đính chính văn bản đó hoặc số này."
    ),
    "registry.document-issued-otherwise": (
        "Văn bản này do cơ quan khác ban hành: hãy nêu đúng cơ quan đó, hoặc hủy ghi rồi ghi lại."
    ),
    "registry.document-replaces-later": (
        "Văn bản được thay thế ban hành ngày {issued_on}, sau văn bản này: hãy xem lại các ngày,"
        " hoặc nêu văn bản khác."
    ),
    "registry.document-replaces-itself": (
        "Văn bản không thể thay thế chính nó: hãy nêu văn bản khác."
    ),
    "registry.document-changed-meanwhile": (
        "Văn bản này vừa được thay đổi: hãy tra cứu lại, và gửi lại nếu vẫn đúng."
    ),
    "registry.plan-unknown": (
        "Không có kế hoạch này trong sổ: hãy tra cứu trong các kế hoạch của địa bàn."
    ),
    "registry.plan-before-planner": (
        "Đơn vị có kế hoạch này có từ ngày {since}: hãy xem lại ngày, hoặc nêu đơn vị khác."
    ),
    "registry.plan-after-planner": (
        "Đơn vị có kế hoạch này không còn từ ngày {ended_on}: hãy xem lại ngày, hoặc nêu đơn vị"
        " khác."
    ),
    "registry.plan-year-implausible": (
        "Năm của kế hoạch phải từ {first} đến {last}: hãy so lại với kế hoạch."
    ),
    "registry.plan-adopted-already": (
        "Kế hoạch năm đó đã ban hành ngày {adopted_on}: hãy xem kế hoạch {plan_id}, và đính chính"
        " nếu ghi sai."
    ),
    "registry.plan-has-items": (
        "Kế hoạch này đã có việc, được tính tại địa bàn của đơn vị: hãy hủy ghi các việc đó trước."
    ),
    "registry.plan-full": (
        "Một kế hoạch có tối đa {most} việc: hãy hủy ghi một việc đã đưa vào nhầm."
    ),
    "registry.plan-item-unknown": (
        "Kế hoạch không có việc này: hãy xem lại các việc trong kế hoạch."
    ),
    "registry.plan-item-due-out-of-year": (
        "Việc trong kế hoạch năm {year} có hạn từ {first} đến {last}: hãy xem lại ngày, hoặc nêu kế"
        " hoạch của năm khác."
    ),
    "registry.plan-item-due-before-set": (
        "Hạn trước ngày {set_on} đưa việc vào kế hoạch: hãy xem lại các ngày."
    ),
    "registry.plan-item-state-unknown": ("Việc được khép theo một trong các cách sau: {states}."),
    "registry.plan-item-closed-already": (
        "Việc này đã khép ({state}) ngày {closed_on}: nếu ghi sai, hãy mở lại trước."
    ),
    "registry.plan-item-closed-before-set": (
        "Việc có trong kế hoạch từ ngày {set_on}: hãy xem lại ngày khép."
    ),
    "registry.plan-item-not-done": (
        "Việc không thực hiện thì không có gì hoàn thành nó: đừng nêu gì, hoặc khép là đã làm."
    ),
    "registry.fulfilment-unknown": (
        "Không có hoạt động, lớp, văn bản hay cuộc, buổi này: hãy tìm trong danh sách của địa bàn."
    ),
    "registry.fulfilment-not-there": (
        "Cái được nêu chưa tổ chức, đã hủy hoặc đã hủy ghi: hãy ghi là đã tổ chức trước, hoặc nêu "
        "đúng cái đã hoàn thành việc này."
    ),
    "registry.fulfilment-afterwards": (
        "Cái được nêu là của ngày {day}, sau khi việc đã xong: hãy xem lại các ngày, hoặc nêu đúng "
        "cái đã hoàn thành việc này."
    ),
    "registry.plan-review-unknown": (
        "Kế hoạch không có lần rà soát này: hãy xem lại các lần đã ghi."
    ),
    "registry.plan-reviewed-before": (
        "Kế hoạch ban hành ngày {adopted_on}: hãy xem lại ngày rà soát."
    ),
    "registry.plan-reviews-full": (
        "Một kế hoạch có tối đa {most} lần rà soát: hãy hủy ghi một lần đã ghi nhầm."
    ),
}
