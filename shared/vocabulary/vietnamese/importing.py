"""Lời từ chối một tệp danh sách."""

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
}
