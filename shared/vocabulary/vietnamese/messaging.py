"""What messaging says no with."""

SENTENCES: dict[str, str] = {
    "messaging.fact-unpublishable": (
        "Nội dung đã gửi không thể chuyển đến những nơi cần biết; chưa có gì được ghi nhận."
    ),
    "messaging.fact-publishable": (
        "Vị trí {position} vẫn phát đi được: bộ phát không dừng ở đó, nên không thể giữ lại."
    ),
    "messaging.group-in-use": (
        "Nhóm đọc {group} đang ở trạng thái {state}: hãy dừng các thành viên trước."
    ),
    "messaging.group-unknown": "Kafka không biết nhóm đọc {group}.",
    "messaging.letters-settled-meanwhile": (
        "Trong lúc dựng lại {projection} có sự kiện lỗi bị bỏ; chưa thay đổi gì:"
        " hãy dựng lại lần nữa."
    ),
    "messaging.log-succeeded": (
        "Sổ {log_id} của {topic} đã có sổ kế tiếp; những gì còn đến từ sổ này được giữ lại chờ xem."
    ),
    "messaging.log-unknown": "Không có sự kiện lỗi nào ở {topic} thuộc sổ {log_id}.",
    "messaging.nothing-paused": (
        "{projection} không bị tạm dừng ở {topic}, phân vùng {partition}."
    ),
    "messaging.offsets-not-reset": "Kafka không đặt lại vị trí đọc của nhóm {group}: {reason}.",
    "messaging.partition-busy": (
        "Bộ phận nghe {projection} đang giữ phân vùng {partition} của {topic} chưa xong: "
        "hãy thử lại. Những gì đã xử lý vẫn được giữ."
    ),
    "messaging.rebuild-met-trouble": (
        "Có sự kiện bị giữ lại mà bảng đang dùng không giữ: xem thư lỗi của {projection}, phiên bản"
        " {version}. Bảng đang dùng vẫn như cũ."
    ),
    "messaging.partition-paused": (
        "{projection} đã tạm dừng ở {topic}, phân vùng {partition}: sự kiện của {subjects} đối "
        "tượng liên tiếp không xử lý được ({error}); hãy triển khai bản đã sửa, hoặc cho giữ lại "
        "chờ xem bằng `hieuhoc dead-letters accept`."
    ),
    "messaging.redrive-under-way": (
        "Sự kiện lỗi của {projection} ở {topic}, phân vùng {partition} đang được người khác "
        "chạy lại hoặc bỏ: hãy thử lại khi việc đó xong."
    ),
    "messaging.topic-busy": "Bộ phận nghe {topic} đang bận và chưa xong: hãy thử lại.",
    "messaging.position-not-recorded": "Sổ không có vị trí {position}; vị trí cuối là {head}.",
    "messaging.position-passed": "Bộ phát đã qua vị trí {position}; hiện đang ở {mark}.",
    "messaging.position-withheld": "Vị trí {position} đã được giữ lại từ trước.",
    "messaging.rights-not-granted": (
        "Kafka từ chối thay đổi quyền hoặc mật khẩu của tài khoản: {reason}."
    ),
    "messaging.topic-not-changed": "Kafka từ chối thay đổi chủ đề {topic}: {reason}.",
    "messaging.topics-cannot-change": (
        "Chưa có gì thay đổi; những điều sau không thể đổi: {differences}."
    ),
}
