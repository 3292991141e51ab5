"""Lời từ chối của sổ đăng ký: của con người."""

SENTENCES: dict[str, str] = {
    "registry.merged-with-itself": "Cả hai đều là {thing_id}: hãy chọn hai hồ sơ khác nhau.",
    "registry.merged-already": (
        "{merged_id} đã được nhập vào {survivor_id}: hãy dùng hồ sơ đó, hoặc tách lại trước."
    ),
    "registry.merged-elsewhere": (
        "{merged_id} đã được nhập vào hồ sơ khác; hãy hỏi cán bộ của địa bàn rộng hơn."
    ),
    "registry.person-merged-elsewhere": (
        "Người này có trong sổ dưới mã khác: hãy tra cứu lại, hoặc hỏi cán bộ của địa bàn rộng hơn."
    ),
    "registry.merged-meanwhile": (
        "Có người vừa nhập hồ sơ của người này với hồ sơ khác: hãy yêu cầu lại."
    ),
    "registry.former-data-gone": (
        "Dữ liệu trước đây của người này không còn được giữ: hãy đính chính theo hiểu biết của bạn."
    ),
    "registry.corrected-since": (
        "Dữ liệu của người này đã được đính chính lần nữa sau đó: hãy xem điều nào đúng rồi đính"
        " chính."
    ),
    "registry.correction-on-its-way": (
        "Dữ liệu của người này đang được đính chính: hãy yêu cầu lại sau giây lát."
    ),
    "registry.merge-unknown": (
        "Không có hồ sơ nào mang mã này đã được nhập vào hồ sơ khác, hoặc hồ sơ ngoài phạm vi của"
        " bạn."
    ),
    "registry.bearer-is-merged": (
        "Đối tượng này đã nhập vào {survivor_id}: hãy dùng mã đó, hoặc tách lại hồ sơ đã nhập."
    ),
    "registry.bearer-merged-elsewhere": (
        "Đối tượng này đã nhập vào hồ sơ khác: hãy tra cứu theo mã này, hoặc hỏi cán bộ của địa bàn"
        " rộng hơn."
    ),
    "registry.unmerged-before-merged": (
        "Hồ sơ này được nhập ngày {merged_on}: chỉ có thể tách lại từ ngày đó trở đi."
    ),
    "registry.merged-person-erased": (
        "Dữ liệu của người này đã bị xóa: việc nhập hồ sơ được giữ nguyên."
    ),
    "registry.merged-person-heads-family": (
        "Người được nhập không được là chủ hộ: hãy nhập người kia vào người này hoặc, nếu cả hai là"
        " chủ hộ, hãy nhập hoặc chấm dứt một gia đình trước."
    ),
    "registry.survivor-ended": (
        "{survivor_id} không còn trong sổ từ ngày {ended_on}, còn hồ sơ kia thì còn: hãy nhập hồ sơ"
        " này vào hồ sơ kia."
    ),
    "registry.head-is-merged": (
        "Chủ hộ của gia đình này đã được nhập vào hồ sơ người khác: hãy tách lại hồ sơ người đó"
        " trước, để không ai làm chủ hộ của hai gia đình."
    ),
    "registry.joined-another-meanwhile": (
        "Thành viên {person_ref} nay thuộc gia đình {family_id} trong những ngày đó: hãy đính chính"
        " những ngày đó ở gia đình kia, hoặc hủy ghi, trước khi tách lại."
    ),
    "registry.joined-elsewhere-meanwhile": (
        "Thành viên {person_ref} nay không thể thuộc gia đình này trong những ngày đó; hãy hỏi cán"
        " bộ của địa bàn rộng hơn."
    ),
    "registry.family-is-merged": (
        "Gia đình này đã được nhập vào {family_id}: hãy dùng hồ sơ đó, hoặc tách lại trước."
    ),
    "registry.family-merged-elsewhere": (
        "Gia đình này đã được nhập vào gia đình khác: hãy tra cứu theo mã này, hoặc hỏi cán bộ của"
        " địa bàn rộng hơn."
    ),
    "registry.person-unknown": (
        "Không có người này, hoặc dữ liệu của họ đã bị xóa: hãy tra cứu lại, hoặc ghi người khác."
    ),
    "registry.request-unknown": "Không có yêu cầu này.",
    "registry.request-otherwise": (
        "Yêu cầu này đã có trong sổ với ngày khác: hãy tra cứu và đối chiếu lại các ngày."
    ),
    "registry.request-closed": (
        "Yêu cầu này đã được trả lời ngày {answered_on}; yêu cầu mới thì tiếp nhận mới."
    ),
    "registry.extension-not-allowed": (
        "Mỗi yêu cầu chỉ được gia hạn một lần, trước khi hết hạn ngày {due_on}, đến một ngày sau "
        "đó nhưng không quá ngày {latest_on}."
    ),
    "registry.person-not-erased": (
        "Dữ liệu của người này vẫn còn: hãy xóa dữ liệu trước, rồi trả lời là đã thực hiện."
    ),
    "registry.words-about-erased": (
        "Dữ liệu của người có yêu cầu này đã được xóa, không còn lưu lời nào về họ nữa: hãy gửi "
        "lại mà không ghi lý do."
    ),
    "registry.person-restricted": (
        "Việc xử lý dữ liệu của người này đang bị hạn chế: hãy hỏi người giải quyết yêu cầu ở nơi "
        "đó."
    ),
    "registry.resumed-before-restricted": (
        "Việc hạn chế bắt đầu ngày {restricted_on}; không thể thôi hạn chế trước ngày đó."
    ),
    "registry.search-too-wide": "Tìm như vậy quá rộng; hãy cho biết thêm họ tên.",
    "registry.asked-in-vain-too-often": (
        "Trong một phút bạn đã hỏi {most} lần những người không có hoặc không thuộc phạm vi của"
        " bạn; hãy tiếp tục sau một phút."
    ),
    "registry.full-name-malformed": (
        "Họ tên phải nằm trên một dòng, dài từ 1 đến {most} ký tự nhìn thấy được và có chữ cái."
    ),
    "registry.identity-number-malformed": (
        "Số định danh cá nhân phải có {digits} chữ số, số CMND cũ {old} chữ số."
    ),
    "registry.phone-malformed": (
        "Số điện thoại bắt đầu bằng 0 hoặc +84 và có {digits} chữ số, số máy bàn (02…) có"
        " {landline} chữ số."
    ),
    "registry.birth-implausible": (
        "Ngày hoặc năm sinh phải trong vòng {most} năm trở lại đây và không sau hôm nay, {today}."
    ),
    "registry.number-contradicts-birth": (
        "Số định danh cá nhân mang năm sinh khác với năm sinh đã khai, hoặc năm chưa tới: hãy đối"
        " chiếu cả hai với giấy tờ của người này."
    ),
    "registry.purpose-unknown": "Không có mục đích đồng ý này; các mục đích là {purposes}.",
    "registry.consent-channel-unknown": (
        "Sự đồng ý không đến bằng cách này; các cách là {channels}."
    ),
    "registry.text-later-than-consent": (
        "Văn bản có hiệu lực từ {text_version}, sau ngày đồng ý: hãy xem lại phiếu."
    ),
    "registry.guardian-must-consent": (
        "Người chưa đủ hoặc có thể chưa đủ 16 tuổi thì người giám hộ đồng ý: hãy ghi người giám hộ"
        " có trong dữ liệu của người này, hoặc đính chính dữ liệu trước."
    ),
    "registry.child-must-agree": (
        "Trẻ từ 7 tuổi trở lên cũng phải đồng ý: hãy hỏi và ghi ngày trẻ đồng ý."
    ),
    "registry.consents-themselves": (
        "Người từ 16 tuổi trở lên tự mình đồng ý: hãy bỏ trống người giám hộ và trẻ em."
    ),
    "registry.consent-not-given": ("Người này không có sự đồng ý nào cho mục đích này để rút lại."),
    "registry.consent-otherwise": (
        "Sự đồng ý này đã được cho hoặc rút lại vào ngày sau đó: hãy tra cứu trước."
    ),
    "registry.guardian-unknown": (
        "Không có người giám hộ này: hãy tra cứu, hoặc ghi người đó vào sổ trước."
    ),
    "registry.guardian-not-needed": (
        "Chỉ người chưa thành niên mới có người giám hộ; theo ngày sinh, người này đã thành niên:"
        " hãy bỏ trống."
    ),
    "registry.guardian-unfit": (
        "Người giám hộ phải là người khác và đã thành niên: hãy ghi người từ {age} tuổi trở lên."
    ),
}
