"""Lời từ chối của sổ đăng ký: của gia đình, công dân, dòng họ, hội, đơn vị."""

SENTENCES: dict[str, str] = {
    "registry.stood-nowhere-yet": (
        "Đối tượng này có ở địa bàn hiện nay từ ngày {since}: hãy ghi một ngày sau đó, hoặc đính "
        "chính ngày ấy."
    ),
    "registry.stands-there-already": (
        "Đối tượng này đã có trong sổ của địa bàn đó: hãy chọn địa bàn khác khi chuyển."
    ),
    "registry.ended-already": "Đối tượng này không còn trong sổ từ ngày {ended_on}.",
    "registry.withdrawn-already": (
        "Đối tượng này đã bị rút khỏi sổ như chưa từng có: hãy đăng ký lại."
    ),
    "registry.changed-while-undone": (
        "Vừa có người thay đổi mục này: hãy hoàn tác lại lần nữa để xem mục nào đã được dùng tiếp."
    ),
    "registry.nothing-of-that-day": (
        "Không có lần đăng ký hay lần chuyển cuối cùng nào vào ngày {day}: hãy tra cứu và ghi "
        "đúng ngày đang có trong sổ."
    ),
    "registry.days-out-of-order": (
        "Ngày {day} không khớp với các lần chuyển khác; có thể ghi từ ngày {earliest} đến ngày "
        "{latest}."
    ),
    "registry.nothing-ended": (
        "Đối tượng này còn trong sổ, chưa có lần chấm dứt nào để đính chính: hãy ghi chấm dứt "
        "trước."
    ),
    "registry.went-on-in-another": (
        "Đơn vị này đã nhập vào đơn vị khác ngày {ended_on}: hãy đính chính là chưa chấm dứt "
        "(không ghi ngày), rồi nhập lại theo ngày đúng."
    ),
    "registry.ends-otherwise": (
        "Sổ ghi đối tượng này chấm dứt ngày {ended_on}: hãy ghi ngày ấy là ngày cần đính chính."
    ),
    "registry.family-already-registered": (
        "Người này đã là chủ hộ của một gia đình có trong sổ: {family_id}. Hãy đổi chủ hộ của gia"
        " đình đó hoặc chấm dứt gia đình đó trước."
    ),
    "registry.head-underage": (
        "Chủ hộ phải từ đủ {years} tuổi vào ngày đó: hãy ghi chủ hộ khác, hoặc đính chính ngày sinh"
        " của người này."
    ),
    "registry.heads-another-family": (
        "Người này không thể làm chủ hộ của gia đình này; hãy hỏi cán bộ của địa bàn rộng hơn."
    ),
    "registry.belongs-to-another-family": (
        "Vào những ngày này người này thuộc gia đình {family_id}: hãy ghi trước ngày họ ra khỏi "
        "gia đình đó."
    ),
    "registry.belongs-elsewhere": (
        "Không thể ghi người này vào gia đình này; hãy hỏi cán bộ của địa bàn rộng hơn."
    ),
    "registry.person-died": (
        "Sổ ghi người này mất ngày {died_on}: hãy chọn người khác, hoặc đính chính ngày ấy."
    ),
    "registry.outside-family-life": (
        "Gia đình này có trong sổ từ ngày {since} đến ngày {until}: hãy chọn một ngày trong khoảng "
        "đó."
    ),
    "registry.ended-by-joining": (
        "Gia đình này ra khỏi sổ vì đã nhập vào gia đình khác: hãy hủy ghi các thành viên ở gia "
        "đình đó, ghi rằng gia đình này chưa chấm dứt, rồi ghi nhập hộ lại cho đúng."
    ),
    "registry.relation-unknown": (
        "Không có quan hệ với chủ hộ này; các quan hệ là {relation_codes}."
    ),
    "registry.leaving-ground-unknown": (
        "Không có lý do ra khỏi gia đình này; các lý do là {ground_codes}."
    ),
    "registry.ending-ground-unknown": (
        "Không có lý do gia đình ra khỏi sổ này; các lý do là {ground_codes}."
    ),
    "registry.member-already": (
        "Vào những ngày này người này đã là thành viên, từ ngày {since}: hãy đính chính lần ghi đó."
    ),
    "registry.no-such-member": (
        "Không có thành viên nào như vậy vào lúc đó: hãy tra cứu danh sách thành viên và ngày của "
        "họ."
    ),
    "registry.left-before-joined": (
        "Người này vào gia đình ngày {joined_on}: ngày ra khỏi gia đình phải sau ngày đó."
    ),
    "registry.heads-on-those-days": (
        "Người này là chủ hộ vào những ngày đó: hãy đổi chủ hộ trước."
    ),
    "registry.head-named-later": (
        "Chủ hộ hiện nay được ghi từ ngày {since}: chỉ có thể đổi chủ hộ từ một ngày sau đó."
    ),
    "registry.registered-with-head": (
        "Gia đình được ghi vào sổ ngày đó với người này là chủ hộ: hãy đính chính lần ghi gia đình."
    ),
    "registry.later-things-known": (
        "Ngày {day} sổ còn ghi việc của gia đình này: hãy chọn ngày đó hoặc một ngày sau."
    ),
    "registry.earlier-things-known": (
        "Ngày {day} sổ đã ghi việc của gia đình này: hãy chọn một ngày không muộn hơn."
    ),
    "registry.family-changed-meanwhile": (
        "Có người vừa thay đổi gia đình này: hãy gửi lại đúng yêu cầu đó."
    ),
    "registry.joins-itself": (
        "Gia đình không thể nhập vào chính mình: hãy chọn gia đình khác để nhập vào."
    ),
    "registry.citizen-unknown": "Không có công dân này trong sổ.",
    "registry.citizen-already-registered": (
        "Người này đã là công dân có trong sổ: {citizen_ref}. Hãy chuyển hoặc đính chính lần ghi"
        " đó."
    ),
    "registry.citizen-elsewhere": (
        "Không thể ghi người này vào sổ ở đây; hãy hỏi cán bộ của địa bàn rộng hơn."
    ),
    "registry.citizen-until": (
        "Người này có trong sổ công dân đến ngày {ended_on}: hãy ghi lại từ ngày đó trở đi."
    ),
    "registry.citizen-is-merged": (
        "Người này có trong sổ là một công dân khác và lần ghi này đã được nhập vào đó: hãy tra cứu"
        " người đó để sửa lần ghi kia, hoặc tách lại hồ sơ trước."
    ),
    "registry.citizen-twice": (
        "Trong một số ngày đó, người này đã có trong sổ là một công dân khác, theo một mã người"
        " khác: hãy tra cứu người đó và đính chính lần ghi kia trước, hoặc ghi ngày khác."
    ),
    "registry.died-before-heading": (
        "Theo sổ, người này làm chủ hộ hoặc trưởng họ từ ngày {since}, không trước ngày đó: hãy ghi"
        " chủ hộ, trưởng họ khác, hoặc đính chính ngày ấy trước."
    ),
    "registry.citizen-group-unknown": ("Không có nhóm công dân này; các nhóm là {group_codes}."),
    "registry.citizen-ending-ground-unknown": (
        "Không có lý do công dân ra khỏi sổ này; các lý do là {ground_codes}."
    ),
    "registry.clan-unknown": "Không có dòng họ này.",
    "registry.clan-otherwise": (
        "Dòng họ này đã có trong sổ với địa bàn hoặc ngày khác: hãy tra cứu và đối chiếu lại."
    ),
    "registry.clan-member-outside-life": (
        "Dòng họ này có trong sổ từ {since} đến {until}: không ai là thành viên vào ngày khác."
    ),
    "registry.clan-head-underage": (
        "Trưởng họ phải từ đủ {years} tuổi vào ngày đó: hãy ghi thành viên khác, hoặc đính chính "
        "ngày sinh của người này."
    ),
    "registry.not-head-since": (
        "Người này không được ghi làm trưởng họ từ ngày {day}: hãy xem danh sách thành viên của "
        "các ngày, và ghi đúng ngày người này bắt đầu làm trưởng họ."
    ),
    "registry.clan-heads-out-of-order": (
        "Trước hoặc sau đó người khác làm trưởng họ: có thể ghi từ ngày {earliest} đến ngày "
        "{latest}."
    ),
    "registry.clan-changed-meanwhile": (
        "Vừa có người thay đổi trưởng họ của dòng họ này: hãy gửi lại yêu cầu."
    ),
    "registry.clan-head-on-those-days": (
        "Người này là trưởng họ vào những ngày đó: hãy ghi trưởng họ khác trước."
    ),
    "registry.association-unknown": "Không có hội khuyến học này trong sổ.",
    "registry.association-otherwise": (
        "Hội này đã có trong sổ với thông tin khác: hãy tra cứu và đối chiếu lại."
    ),
    "registry.association-name-implausible": (
        "Tên hội phải nằm trên một dòng, dài từ 1 đến {longest} ký tự nhìn thấy được và có chữ cái."
    ),
    "registry.association-not-yet-named": (
        "Hội được thành lập ngày {founded_on}: hãy ghi ngày đó hoặc một ngày sau, hoặc đính chính "
        "ngày thành lập."
    ),
    "registry.association-named-earlier": (
        "Hội đã mang tên khác từ ngày {since}: ngày thành lập phải trước ngày đó."
    ),
    "registry.association-merges-into-itself": (
        "Hội không thể sáp nhập vào chính mình: hãy chọn hội khác."
    ),
    "registry.association-not-there": (
        "Vào ngày {day} hội {association_id} không hoạt động: hãy chọn hội đang hoạt động hoặc "
        "ngày khác."
    ),
    "registry.association-goes-on": (
        "Hội này vẫn đang hoạt động nên chưa bàn giao: hãy ghi ngày hội chấm dứt hoạt động trước."
    ),
    "registry.handover-to-itself": ("Hội không thể bàn giao cho chính mình: hãy chọn hội khác."),
    "registry.handover-to-nobody": ("Hãy chọn ít nhất một hội nhận hội viên hoặc nhận quỹ."),
    "registry.handover-before-founding": (
        "Hội được thành lập ngày {founded_on}: việc bàn giao được công bố từ ngày đó trở đi."
    ),
    "registry.handover-otherwise": (
        "Việc bàn giao đã được công bố khác vào ngày {announced_on}: để sửa, hãy ghi hội chưa từng "
        "chấm dứt, ghi lại ngày chấm dứt rồi công bố lại."
    ),
    "registry.chapter-unknown": "Không có chi hội khuyến học này trong sổ.",
    "registry.chapter-otherwise": (
        "Chi hội này đã có trong sổ với thông tin khác: hãy tra cứu và đối chiếu lại."
    ),
    "registry.chapter-host-kind-unknown": (
        "Không có loại nơi lập chi hội này; chi hội được lập ở một trong các loại: {host_kinds}."
    ),
    "registry.chapter-name-implausible": (
        "Tên chi hội phải nằm trên một dòng, dài từ 1 đến {longest} ký tự nhìn thấy được và có chữ "
        "cái."
    ),
    "registry.chapter-not-yet-named": (
        "Chi hội được thành lập ngày {founded_on}: hãy ghi ngày đó hoặc một ngày sau, hoặc đính "
        "chính ngày thành lập."
    ),
    "registry.chapter-named-earlier": (
        "Chi hội đã mang tên khác từ ngày {since}: ngày thành lập phải trước ngày đó."
    ),
    "registry.chapter-merges-into-itself": (
        "Chi hội không thể sáp nhập vào chính mình: hãy chọn chi hội khác."
    ),
    "registry.chapter-not-there": (
        "Vào ngày {day} chi hội {chapter_id} không hoạt động: hãy chọn chi hội đang hoạt động hoặc "
        "ngày khác."
    ),
    "registry.membership-unknown": "Không có hội viên này trong sổ.",
    "registry.membership-otherwise": (
        "Hội viên này đã có trong sổ với thông tin khác: hãy tra cứu và đối chiếu lại."
    ),
    "registry.member-of-host-already": (
        "Người này đã là hội viên ở đó từ ngày {since}: hãy đính chính hoặc kết thúc lần ghi ấy, "
        "hoặc ghi ngày khác."
    ),
    "registry.membership-ending-ground-unknown": (
        "Không có lý do thôi là hội viên này; các lý do là {ground_codes}."
    ),
    "registry.no-member-in-that-year": (
        "Không đóng hội phí năm {year} khi không phải hội viên vào ngày nào trong năm ấy: hãy ghi "
        "năm khác."
    ),
    "registry.clan-name-implausible": (
        "Tên dòng họ phải nằm trên một dòng, dài từ 1 đến {longest} ký tự nhìn thấy được và có chữ "
        "cái."
    ),
    "registry.establishment-unknown": "Không có đơn vị này trong sổ.",
    "registry.establishment-otherwise": (
        "Đơn vị này đã có trong sổ với thông tin khác: hãy tra cứu và đối chiếu lại."
    ),
    "registry.establishment-kind-unknown": "Không có loại đơn vị này; các loại là {kinds}.",
    "registry.establishment-name-implausible": (
        "Tên đơn vị phải nằm trên một dòng, dài từ 1 đến {longest} ký tự nhìn thấy được và có chữ "
        "cái."
    ),
}
