"""Lời từ chối một tệp danh sách, hoặc một dòng trong đó."""

SENTENCES: dict[str, str] = {
    "importing.file-empty": "Tệp trống; hãy gửi chính danh sách, lưu thành .xlsx hoặc .csv.",
    "importing.file-too-large": (
        "Tệp lớn hơn {megabytes} MB; hãy chia danh sách thành nhiều tệp rồi gửi lại."
    ),
    "importing.format-unknown": (
        "Tệp không phải .xlsx, .xls, .ods hay .csv; hãy lưu danh sách thành .xlsx rồi gửi lại."
    ),
    "importing.extension-wrong": (
        "Bên trong tệp này là {format}, không như phần đuôi của tên; hãy lưu lại thành .xlsx rồi "
        "gửi lại."
    ),
    "importing.file-is-page": (
        "Tệp này bên trong là trang HTML hoặc XML, không phải bảng tính; hãy mở bằng Excel, lưu lại"
        " thành .xlsx rồi gửi lại."
    ),
    "importing.file-encrypted": "Tệp có mật khẩu; hãy bỏ mật khẩu, lưu rồi gửi lại.",
    "importing.file-damaged": (
        "Tệp bị hỏng hoặc thiếu, không mở được; hãy mở bằng Excel, lưu lại thành .xlsx rồi gửi lại."
    ),
    "importing.file-swells": (
        "Tệp khi giải nén lớn hơn mọi danh sách; hãy chép riêng danh sách sang một tệp mới rồi gửi "
        "lại."
    ),
    "importing.sheet-too-many-columns": (
        "Có trang tính ghi dữ liệu ở hơn {columns} cột, không danh sách nào rộng như vậy; hãy chép "
        "riêng danh sách sang một tệp mới rồi gửi lại."
    ),
    "importing.sheet-too-wide": (
        "Có trang tính trải rộng hơn {cells} ô; hãy xoá những ô nằm xa danh sách, hoặc chép riêng "
        "danh sách sang một tệp mới."
    ),
    "importing.file-has-dtd": (
        "Tệp chứa khai báo (DTD) mà bảng tính không có; hãy chép danh sách sang một tệp mới rồi gửi"
        " lại."
    ),
    "importing.file-links": (
        "Bảng tính lấy số liệu từ tệp khác; hãy ngắt liên kết (Data, Edit Links) để giữ lại giá trị"
        " rồi gửi lại."
    ),
    "importing.file-unreadable": (
        "Không đọc được tệp trong thời gian và bộ nhớ cho phép; hãy chép riêng danh sách sang một "
        "tệp mới, hoặc chia nhỏ, rồi gửi lại."
    ),
    "importing.letters-lost": (
        "Chữ trong tệp đã mất dấu khi lưu (có dấu ? thay chữ); hãy lưu lại danh sách thành .xlsx "
        "hoặc CSV UTF-8 rồi gửi lại."
    ),
    "importing.no-list": (
        "Không trang tính nào là danh sách cần tìm; cần một dòng tiêu đề, trong đó có: {headings}."
    ),
    "importing.no-rows": (
        "Danh sách có tiêu đề nhưng không có dòng nào để nhập: dòng ví dụ không tính, dòng đã vào "
        "sổ ở lần nhập trước cũng không. Hãy ghi các dòng dưới tiêu đề rồi gửi lại."
    ),
    "importing.sheet-not-there": (
        "Tệp không có trang tính tên như vậy; hãy ghi đúng tên trang như trong tệp."
    ),
    "importing.field-not-there": (
        "Loại danh sách này không có trường ấy; các trường là: {fields}."
    ),
    "importing.column-not-there": (
        "Trang tính thứ {number} không có dòng tiêu đề với các cột đã nêu; hãy gọi mỗi cột bằng chữ"
        " trong tiêu đề hoặc bằng chữ cái của cột, và nêu các dòng tiêu đề. Phải có: {fields}."
    ),
    "importing.cell-not-there": (
        "Trang, dòng hoặc cột của ô thứ {number} không có trong tệp; hãy ghi như Excel hiển thị,"
        " cột bằng chữ cái, bằng tiêu đề hoặc bằng tên trường."
    ),
    "importing.words-name-people": (
        "Họ tên, số của người và điều nói về một người không được thay cho nhiều dòng; hãy sửa từng"
        " ô. Các trường được thay: {fields}."
    ),
    "importing.name-missing": "Dòng này chưa có họ tên; hãy ghi họ tên vào.",
    "importing.identity-wrong": (
        "Đây không phải số định danh: số định danh có 12 chữ số (CMND có 9). Hãy định dạng cột là "
        "văn bản (Text) rồi gõ lại."
    ),
    "importing.identity-doubtful": (
        "Số định danh thiếu một chữ số, có thể đã mất số 0 ở đầu; hãy tra lại và gõ đủ."
    ),
    "importing.phone-wrong": (
        "Đây không phải số điện thoại: số di động có 10 chữ số, số cố định có 11. Hãy gõ lại."
    ),
    "importing.phones-several": "Có nhiều số điện thoại trong một ô; hãy để lại số đang dùng.",
    "importing.date-wrong": "Không có ngày này; hãy ghi ngày/tháng/năm, hoặc chỉ ghi năm.",
    "importing.date-doubtful": (
        "Chưa rõ ô này là ngày nào hay năm nào; hãy ghi lại theo ngày/tháng/năm."
    ),
    "importing.place-missing": "Chưa rõ dòng này thuộc khu phố, ấp nào; hãy ghi vào.",
    "importing.place-not-found": (
        "Địa bàn không có khu phố, ấp tên này; hãy sửa lại tên, hoặc thêm khu phố, ấp đó trước."
    ),
    "importing.place-doubtful": "Có nhiều khu phố, ấp cùng tên này; hãy ghi tên đầy đủ.",
    "importing.listed-twice": "Trùng với dòng {row} của {sheet}; hãy để lại một dòng.",
    "importing.listed-twice-perhaps": (
        "Có thể trùng với dòng {row} của {sheet}; hãy để lại một dòng, hoặc ghi thêm số định danh."
    ),
    "importing.books-say-otherwise": (
        "Sổ đang ghi khác dòng này; hãy sửa trong sổ nếu sổ sai, hoặc sửa danh sách."
    ),
    "importing.row-hidden": (
        "Dòng này đang bị ẩn (bằng tay hoặc do bộ lọc); hãy cho hiện nếu tính, hoặc xoá đi; hoặc "
        "trả lời câu hỏi về các dòng ẩn của trang này."
    ),
    "importing.head-missing": ("Hộ này chưa có chủ hộ; hãy ghi rõ ai trong hộ là chủ hộ."),
    "importing.heads-several": (
        "Hộ này có nhiều chủ hộ; hãy để lại một người, ghi quan hệ của những người còn lại."
    ),
    "importing.relation-missing": "Chưa ghi quan hệ với chủ hộ; hãy ghi vào.",
    "importing.household-divided": ("Dòng này ghi địa bàn khác với chủ hộ; hãy sửa cho khớp."),
    "importing.ended": (
        "Theo dòng này, người này đã mất hoặc đã chuyển đi; hãy xoá dòng, hoặc xoá ghi chú nếu "
        "ghi nhầm."
    ),
    "importing.count-wrong": "Đây không phải số đếm; hãy ghi một số nguyên, không âm.",
    "importing.count-doubtful": "Không rõ là bao nhiêu; hãy ghi một số nguyên.",
    "importing.counts-contradict": "Số người ít hơn số hộ; hãy sửa một trong hai số.",
    "importing.amount-missing": "Chưa ghi số tiền; hãy ghi số đồng nguyên, lớn hơn 0.",
    "importing.amounts-contradict": (
        "Số lượng nhân đơn giá không bằng thành tiền; hãy sửa một trong các số."
    ),
    "importing.grants-missing": "Chưa ghi số suất; hãy ghi vào.",
    "importing.goods-missing": "Chưa ghi ủng hộ hiện vật gì; hãy ghi vào.",
    "importing.amount-wrong": "Đây không phải số tiền; hãy ghi số đồng nguyên, không âm.",
    "importing.amount-doubtful": ("Không rõ là bao nhiêu tiền; hãy ghi đủ số đồng bằng chữ số."),
    "importing.unit-name-missing": "Dòng này chưa có tên gọi; hãy ghi tên vào.",
    "importing.kind-missing": (
        "Chưa rõ thuộc loại nào; hãy ghi loại vào một cột, hoặc vào dòng tiêu đề nhóm ở trên."
    ),
    "importing.listed-otherwise-perhaps": (
        "Dòng {row} của {sheet} có vẻ là cùng một tên, viết khác; hãy để lại một dòng, hoặc viết "
        "đầy đủ cả hai tên."
    ),
    "importing.row-struck": (
        "Dòng này bị gạch ngang; hãy xoá dòng, hoặc bỏ gạch ngang nếu vẫn tính; hoặc trả lời câu "
        "hỏi về các dòng gạch ngang của trang này."
    ),
    "importing.cells-beyond": (
        "Dòng này nhiều ô hơn số tiêu đề, có thể do dấu phẩy trong một ô; hãy để ô đó trong dấu "
        "ngoặc kép, hoặc lưu danh sách thành .xlsx."
    ),
    "importing.births-several": ("Năm sinh ghi ở cả cột nam và cột nữ; hãy để lại một cột."),
    "importing.association-missing": (
        "Vào ngày của danh sách này, địa bàn chưa có hội khuyến học trong sổ; hãy ghi hội và các "
        "chi hội vào sổ trước."
    ),
    "importing.association-doubtful": (
        "Địa bàn có nhiều hội khuyến học; hãy trả lời câu hỏi `association` bằng tên hội của các "
        "hội viên này."
    ),
    "importing.chapter-not-found": (
        "Hội không có chi hội tên này; hãy sửa lại tên, hoặc ghi chi hội đó vào sổ trước."
    ),
    "importing.chapter-doubtful": "Có nhiều chi hội cùng tên này; hãy ghi tên đầy đủ.",
    "importing.count-missing": "Chưa ghi số người; hãy ghi vào.",
    "importing.part-exceeds-whole": "Số nữ nhiều hơn tổng số; hãy sửa một trong hai số.",
    "importing.day-against-its-month": (
        "Ngày này không thuộc tháng ghi ở trên; hãy sửa ngày, hoặc chuyển dòng sang đúng tháng."
    ),
    "importing.topic-unsaid": (
        "Chưa rõ nội dung này thuộc loại nào; hãy trả lời câu hỏi `{question}` bằng một trong các "
        "mã: {topics}."
    ),
    "importing.centre-missing": (
        "Vào ngày của danh sách này, địa bàn chưa có trung tâm học tập cộng đồng trong sổ; hãy ghi "
        "trung tâm vào sổ trước."
    ),
    "importing.centre-doubtful": (
        "Địa bàn có nhiều trung tâm; hãy trả lời câu hỏi `centre` bằng tên trung tâm của các buổi "
        "này."
    ),
    "importing.host-kind-unsaid": (
        "Chưa rõ chi hội này thuộc loại nào; hãy ghi vào cột «Loại hình»: khu phố, ấp, dòng họ, "
        "trường học, cơ quan, đơn vị hay đồng hương ({kinds})."
    ),
    "importing.document-wrong": (
        "Đây không phải số, ký hiệu văn bản; hãy ghi như trên giấy, ví dụ 19/2025/QĐ-UBND."
    ),
    "importing.place-not-here": (
        "Địa bàn của danh sách và các địa bàn trong đó không có mã hay tên này; hãy sửa lại, hoặc "
        "ghi địa bàn đó vào sổ trước."
    ),
    "importing.band-unclear": (
        "Chưa rõ trung tâm được xếp loại nào; hãy ghi một trong các mức: {bands}, hoặc để trống."
    ),
    "importing.rating-year-unsaid": (
        "Chưa rõ xếp loại của năm nào; hãy ghi năm vào tiêu đề cột («Xếp loại năm 2025»), hoặc vào "
        "cột «Năm xếp loại»."
    ),
    "importing.rater-unsaid": (
        "Chưa rõ ai xếp loại trung tâm; hãy trả lời câu hỏi `rater` bằng một trong các mã: "
        "{raters}, hoặc ghi vào cột «Đơn vị xếp loại»."
    ),
    "importing.facility-unclear": (
        "Chưa rõ trung tâm có hay không; hãy ghi «có» hoặc «không», hoặc ghi số lượng."
    ),
    "importing.leader-without-director": (
        "Có ghi phó giám đốc mà chưa ghi giám đốc, và sổ cũng chưa có; hãy ghi giám đốc là ai."
    ),
    "importing.source-unclear": (
        "Chưa rõ nguồn số liệu; hãy ghi số văn bản, hoặc một trong: tổng điều tra, thống kê, sổ cư "
        "trú, nội vụ, giáo dục, địa phương báo cáo ({sources})."
    ),
    "importing.nothing-counted": "Dòng này chưa có số liệu nào; hãy ghi vào, hoặc xoá dòng.",
    "importing.activity-kind-unsaid": (
        "Chưa rõ hoạt động thuộc loại nào; hãy trả lời câu hỏi `{question}` bằng một trong các mã: "
        "{kinds}, hoặc ghi vào cột «Loại hoạt động»."
    ),
    "importing.organiser-unsaid": (
        "Chưa rõ đơn vị nào tổ chức; hãy ghi vào cột «Đơn vị tổ chức», hoặc trả lời câu hỏi "
        "`organiser` bằng tên đơn vị."
    ),
    "importing.organiser-not-found": (
        "Vào ngày này địa bàn không có đơn vị tên này, hoặc có nhiều; hãy ghi tên như trong sổ, "
        "hoặc ghi đơn vị đó vào sổ trước."
    ),
    "importing.attendees-unsaid": (
        "Chưa rõ ai dự; hãy ghi vào cột «Thành phần», hoặc trả lời câu hỏi `attendees` bằng một "
        "trong các mã: {kinds}."
    ),
    "importing.span-wrong": "Ngày đầu sau ngày cuối; hãy sửa một trong hai ngày.",
    "importing.activity-not-held": (
        "Theo dòng này, hoạt động đã hoãn hoặc không tổ chức; hãy xoá dòng, hoặc xoá ghi chú nếu "
        "ghi nhầm."
    ),
    "importing.changed-by-document": (
        "Sổ đang ghi địa bàn này với tên, loại, mã hoặc nơi trực thuộc khác; những điều ấy đổi bằng"
        " văn bản: hãy nhập văn bản bằng danh sách loại reorganisation (sắp xếp địa bàn), hoặc sửa "
        "lại dòng này."
    ),
    "importing.official-not-here": (
        "Trong sổ của địa bàn này không có nơi đó, và danh sách địa bàn chỉ lập thôn, ấp, khu phố; "
        "xã, phường và cấp trên có theo danh mục của Nhà nước hoặc theo văn bản sắp xếp (danh sách "
        "loại reorganisation). Hãy sửa hoặc bỏ dòng này."
    ),
    "importing.no-commune": (
        "Thôn, ấp, khu phố phải thuộc một xã, phường; hãy ghi tên hoặc mã của xã, phường đó."
    ),
    "importing.code-of-hamlet": (
        "Thôn, ấp, khu phố không có mã chính thức nên mã này sẽ bị mất; hãy xoá mã, hoặc bỏ cột mã "
        "khỏi danh sách."
    ),
    "importing.kinds-contradict": (
        "Tên ghi một loại địa bàn, cột loại lại ghi loại khác; hãy sửa một trong hai."
    ),
    "importing.others-are-wrong": (
        "Dòng này không sai, nhưng văn bản chỉ được ghi trọn vẹn; hãy sửa các dòng khác, dòng này "
        "sẽ vào cùng."
    ),
    "importing.number-missing": (
        "Chưa ghi theo văn bản nào; hãy ghi số, ký hiệu vào một cột hoặc phía trên danh sách, ví "
        "dụ 1685/NQ-UBTVQH15."
    ),
    "importing.documents-several": (
        "Một danh sách chỉ theo một văn bản và một ngày, dòng này lại ghi khác các dòng trên; hãy "
        "tách danh sách, hoặc sửa lại."
    ),
    "importing.part-unclear": (
        "Chưa rõ nơi nào chỉ nhập một phần; hãy ghi «toàn bộ» hoặc «một phần» trước từng tên."
    ),
    "importing.place-ambiguous": (
        "Trước ngày đó có nhiều nơi cùng tên này; hãy ghi thêm nơi trực thuộc trong ngoặc, hoặc "
        "ghi mã."
    ),
    "importing.successor-unknown": (
        "Không có nơi nào tên như vậy; nếu văn bản thành lập nơi đó, hãy ghi hình thức «thành lập "
        "mới» (hoặc mã mới), nếu không thì sửa lại tên."
    ),
    "importing.successor-missing": (
        "Chưa ghi nơi này trở thành gì; hãy ghi đơn vị sau sắp xếp, hoặc ghi là kết thúc."
    ),
    "importing.predecessor-missing": (
        "Chưa ghi dòng này nói về nơi nào; hãy ghi đơn vị trước sắp xếp."
    ),
    "importing.how-unclear": (
        "Chưa rõ hình thức; hãy ghi một trong: toàn bộ, một phần, đổi tên, đổi loại, thành lập "
        "mới, kết thúc, chuyển về, giữ nguyên."
    ),
    "importing.renamed-or-merged": (
        "Chỉ một nơi chuyển toàn bộ sang một tên khác; hãy ghi «đổi tên» nếu nơi đó vẫn còn, "
        "«thành lập mới» nếu văn bản lập một nơi mới."
    ),
    "importing.parent-unsaid": (
        "Chưa rõ nơi mới trực thuộc đâu; hãy ghi vào một cột riêng (trực thuộc)."
    ),
    "importing.levels-differ": (
        "Hai cấp khác nhau không thể nhập làm một; hãy sửa tên, hoặc tách dòng."
    ),
}
