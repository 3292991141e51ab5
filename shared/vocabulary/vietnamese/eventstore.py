"""What the log says no with."""

SENTENCES: dict[str, str] = {
    "eventstore.another-format": (
        "{what} được ghi theo khuôn dạng {found}, còn bản này chỉ đọc khuôn dạng {reads}, nên chưa"
        " đọc và chưa thay đổi gì: hãy bắt đầu lại từ đầu, trên máy cá nhân bằng `hieuhoc demo"
        " --fresh`, nơi khác theo docs/operate/anew.md."
    ),
    "eventstore.busy": "Có quá nhiều người cùng sửa mục này một lúc; hãy thử lại sau giây lát.",
    "eventstore.clock-ahead": "Đồng hồ máy chủ chạy nhanh {reason} so với cơ sở dữ liệu;"
    " tạm ngừng ghi nhận cho đến khi được chỉnh lại.",
    "eventstore.fact-too-large": "Nội dung quá lớn để ghi nhận: {size} byte, tối đa {limit} byte.",
    "eventstore.id-of-another-kind": "Mã này là của một mục thuộc loại khác.",
    "eventstore.fact-unwritable": "Nội dung đã gửi không thể ghi lại; chưa có gì được ghi nhận.",
    "eventstore.key-reused": "Mã chống gửi trùng này đã được dùng cho một yêu cầu khác.",
    "eventstore.not-compared-yet": "Sổ đang được đối chiếu sau khi khởi động lại;"
    " hãy thử lại sau giây lát.",
    "eventstore.log-halted": "Tạm ngừng ghi nhận cho đến khi sổ được khôi phục: {reason}.",
    "eventstore.rebuild-under-way": (
        "Đang có một lần dựng lại {name} khác; lần này chưa thay đổi gì."
    ),
    "eventstore.rebuild-overtaken": (
        "Lần dựng lại {name} này mất lượt vì im lặng quá lâu hoặc vì cơ sở dữ liệu khởi động lại;"
        " bảng đang dùng vẫn như cũ."
    ),
    "eventstore.rebuild-differs": (
        "Bảng {table} dựng lại có {rows} dòng, không khớp với {expected} dòng khi đếm lại;"
        " chưa thay thế gì, bảng đang dùng vẫn như cũ."
    ),
    "eventstore.facts-settled-meanwhile": (
        "Trong lúc dựng lại {view} có sự kiện được thử lại hoặc bị bỏ; chưa thay đổi gì:"
        " hãy dựng lại lần nữa."
    ),
}
