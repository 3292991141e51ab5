"""Lời từ chối của sổ đăng ký."""

SENTENCES: dict[str, str] = {
    # places
    "registry.place-unknown": (
        "Không có địa bàn {place} trong sổ, hoặc địa bàn này ngoài phạm vi của bạn."
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
    # bearers
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
    "registry.nothing-of-that-day": (
        "Không có lần đăng ký hay lần chuyển cuối cùng nào vào ngày {day}: hãy tra cứu và ghi "
        "đúng ngày đang có trong sổ."
    ),
    "registry.days-out-of-order": (
        "Ngày {day} không khớp với các lần chuyển khác; có thể ghi từ ngày {earliest} đến ngày "
        "{latest}."
    ),
    # families, centres, people
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
    "registry.establishment-unknown": "Không có đơn vị này trong sổ.",
    "registry.establishment-otherwise": (
        "Đơn vị này đã có trong sổ với thông tin khác: hãy tra cứu và đối chiếu lại."
    ),
    "registry.establishment-kind-unknown": "Không có loại đơn vị này; các loại là {kinds}.",
    "registry.establishment-name-implausible": (
        "Tên đơn vị phải nằm trên một dòng, dài từ 1 đến {longest} ký tự nhìn thấy được và có chữ "
        "cái."
    ),
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
        "Trung tâm nhận sáp nhập không hoạt động vào ngày {day}: hãy tra cứu và so lại các ngày."
    ),
    "registry.class-after-centre": (
        "Trung tâm không còn hoạt động từ ngày {ended_on}, trước ngày mở lớp này: hãy xem lại ngày,"
        " hoặc ghi lớp cho trung tâm khác."
    ),
    "registry.class-before-centre": (
        "Trung tâm được thành lập ngày {established_on}, sau ngày mở lớp này."
    ),
    "registry.class-already-held": "Lớp {class_id} đã có trong sổ với số liệu khác.",
    "registry.topic-code-unknown": "Không có nội dung lớp này; các mã là {topic_codes}.",
    "registry.attendances-implausible": "Số lượt người của một lớp phải từ 0 đến {most}.",
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
