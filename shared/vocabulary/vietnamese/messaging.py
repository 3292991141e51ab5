"""What messaging says no with."""

SENTENCES: dict[str, str] = {
    "messaging.group-in-use": (
        "Nhóm đọc {group} đang ở trạng thái {state}: hãy dừng các thành viên trước."
    ),
    "messaging.group-unknown": "Kafka không biết nhóm đọc {group}.",
    "messaging.offsets-not-reset": "Kafka không đặt lại vị trí đọc của nhóm {group}: {reason}.",
    "messaging.topic-not-changed": "Kafka từ chối thay đổi chủ đề {topic}: {reason}.",
    "messaging.topics-cannot-change": (
        "Chưa có gì thay đổi; những điều sau không thể đổi: {differences}."
    ),
}
