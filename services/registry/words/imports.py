"""What the register says no with, of imports."""

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "registry.import-unknown": (
        "Không có lần nhập này; hãy tra lại trong danh sách nhập của địa bàn."
    ),
    "registry.list-kind-unknown": "Không có loại danh sách này; các loại là: {kinds}.",
    "registry.file-imported-before": (
        "Tệp này đã được gửi ở lần nhập {import_id}; hãy xem lần nhập ấy, hoặc bỏ nó nếu chưa chạy"
        " rồi gửi lại tệp."
    ),
    "registry.import-dropped": "Lần nhập này đã bị bỏ và tệp đã xoá; hãy gửi lại danh sách.",
    "registry.import-begun": "Đã ghi một số dòng của lần nhập này, nên không bỏ được nữa.",
    "registry.import-not-over": (
        "Lần nhập này còn có thể ghi dòng vào sổ: hãy bỏ nó nếu chưa chạy, hoặc đợi nó xong rồi hãy"
        " hoàn tác."
    ),
    "registry.import-undone": "Lần nhập này đã hoàn tác và tệp đã xoá; hãy gửi lại danh sách.",
    "registry.import-built-on": (
        "Lần nhập này chưa hoàn tác được vì {number} việc đã ghi tiếp lên những gì nó mang vào. Hãy"
        " rút các việc được liệt kê rồi hoàn tác lại. Đến nay đã rút: {withdrawn}."
    ),
    "registry.built-on-imported": "Đã ghi tiếp lên mục này ngày {on}: {what}.",
    "registry.changed-by-import": (
        "Lần nhập đã thay đổi mục này, vốn có trong sổ từ trước, ngày {on} ({what}): hoàn tác không"
        " trả lại được; hãy đính chính mục này."
    ),
    "registry.import-undone-in-part": (
        "Có {number} mục của lần nhập này chưa rút được. Hãy xem lý do của từng mục rồi hoàn tác"
        " lại. Đến nay đã rút: {withdrawn}."
    ),
    "registry.import-agreed-to": (
        "Lần nhập này đã được xác nhận nên không sửa được nữa; khi nó xong, hãy tải bảng tính của"
        " nó về, sửa các dòng tô đỏ rồi gửi lại; chỉ các dòng ấy được thử."
    ),
    "registry.import-being-undone": (
        "Lần nhập này đang được hoàn tác; hãy hoàn tác lần nữa cho xong, hoặc gửi lại danh sách."
    ),
    "registry.import-mended-meanwhile": (
        "Người khác vừa sửa lần nhập này; hãy xem lại rồi sửa phần còn lại."
    ),
    "registry.import-file-gone": "Tệp của lần nhập này đã xoá; hãy gửi lại danh sách.",
}
