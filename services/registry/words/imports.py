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
    "registry.import-file-gone": "Tệp của lần nhập này đã xoá; hãy gửi lại danh sách.",
}
