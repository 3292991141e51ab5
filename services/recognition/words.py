"""Lời từ chối của bộ phận công nhận danh hiệu."""

SENTENCES: dict[str, str] = {
    "recognition.title-unknown": "Không có danh hiệu này; các danh hiệu là {titles}.",
    "recognition.bearer-kind-unfit": (
        "Danh hiệu {title} chỉ xét cho đối tượng loại {kinds}; hãy kiểm tra danh hiệu và loại đối"
        " tượng (bearer_kind)."
    ),
    "recognition.registration-unknown": (
        "Đăng ký danh hiệu phải thuộc một trong các loại: {registrations}."
    ),
    "recognition.title-year-implausible": "Trước năm {first} chưa có danh hiệu.",
    "recognition.outside-title-year": "Ngày {day} không thuộc năm đăng ký danh hiệu.",
    "recognition.bearer-not-heard": (
        "Ở đây chưa biết đối tượng này; hãy nêu thôn, tổ dân phố, hoặc thử lại sau ít phút."
    ),
    "recognition.bearer-unknown": "Không có đối tượng này.",
    "recognition.bearer-is-withdrawn": (
        "Đối tượng này đã bị rút khỏi sổ như chưa từng có; hãy chọn đối tượng đang có trên sổ."
    ),
    "recognition.bearer-is-merged": (
        "Đối tượng này đã được nhập vào một đối tượng khác; hãy tra cứu mã này trên sổ và đăng ký"
        " cho đối tượng tìm thấy ở đó."
    ),
    "recognition.candidacy-already-registered": (
        "Đã có đăng ký danh hiệu cho năm {title_year}, vào ngày khác hoặc theo loại khác."
    ),
    "recognition.another-register-runs": (
        "Đối tượng này từng có hai mã trên sổ và đã đăng ký danh hiệu năm {title_year} theo mã kia;"
        " hãy xem danh sách đăng ký của địa bàn và làm tiếp với đăng ký đó."
    ),
    "recognition.candidacy-set-back": (
        "Đối tượng này từng có hai mã trên sổ, và trong hai đăng ký năm {title_year} chỉ tính đăng"
        " ký kia; hãy làm tiếp với đăng ký đó, hoặc đề nghị tách lại hai mã trên sổ."
    ),
    "recognition.candidacy-unknown": "Không có đăng ký danh hiệu này.",
    "recognition.candidacy-still-waiting": (
        "Đăng ký này còn chờ: chưa nhận được tin về đối tượng này ở thôn, tổ dân phố đó."
    ),
    "recognition.decision-before-registration": (
        "Danh hiệu được đăng ký ngày {registered_on}, sau ngày của quyết định này."
    ),
    "recognition.decision-number-malformed": (
        "Đây không phải số, ký hiệu của quyết định, ví dụ 123/QĐ-UBND."
    ),
    "recognition.ground-unknown": "Không có lý do này; các lý do là {grounds}.",
    "recognition.registered-before-withdrawal": (
        "Đăng ký danh hiệu năm {title_year} đã rút ngày {withdrawn_on}; chỉ có thể đăng ký lại từ"
        " ngày đó."
    ),
    "recognition.withdrawn-before-registration": (
        "Danh hiệu được đăng ký ngày {registered_on}, sau ngày rút này; hãy kiểm tra ngày rút."
    ),
    "recognition.candidacy-already-withdrawn": (
        "Đăng ký danh hiệu năm {title_year} đã rút từ ngày {withdrawn_on}."
    ),
    "recognition.too-late-to-withdraw": (
        "Đăng ký danh hiệu năm {title_year} đã có quyết định ngày {decided_on} nên không rút được."
    ),
    "recognition.nothing-to-revoke": (
        "Đối tượng này không giữ danh hiệu năm {title_year} nên không có gì để thu hồi."
    ),
    "recognition.revoked-before-recognition": (
        "Danh hiệu được công nhận ngày {decided_on}, sau ngày của quyết định thu hồi này."
    ),
    "recognition.recognition-already-revoked": (
        "Danh hiệu năm {title_year} đã bị thu hồi theo quyết định khác với nội dung này."
    ),
    "recognition.candidacy-already-decided": (
        "Đăng ký danh hiệu năm {title_year} đã có quyết định khác với nội dung này."
    ),
}
