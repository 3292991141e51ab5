"""What the HTTP door says no with, and how it names fields that are wrong."""

SENTENCES: dict[str, str] = {
    "web.action-not-granted": "Vai trò của bạn không được phép thực hiện việc này.",
    "web.body-not-json": "Nội dung gửi lên không phải là JSON hợp lệ.",
    "web.body-too-large": "Nội dung gửi lên lớn hơn mức cho phép là {limit} byte.",
    "web.content-type-unsupported": "Nội dung phải được gửi với kiểu application/json.",
    "web.cursor-invalid": "Con trỏ trang không hợp lệ; hãy bắt đầu lại từ trang đầu.",
    "web.head-too-large": "Địa chỉ và các tiêu đề của yêu cầu dài hơn mức cho phép.",
    "web.header-repeated": "Tiêu đề {name} chỉ được gửi một lần.",
    "web.idempotency-key-invalid": (
        "Idempotency-Key phải gồm 1 đến 200 ký tự ASCII in được, không có dấu cách."
    ),
    "web.idempotency-key-missing": (
        "Thiếu tiêu đề Idempotency-Key; hãy gửi một khóa mới cho mỗi yêu cầu."
    ),
    "web.invalid-body": "Nội dung gửi lên có trường chưa đúng.",
    "web.invalid-request": "Đường dẫn, tham số hoặc tiêu đề của yêu cầu chưa đúng.",
    "web.method-not-allowed": "Địa chỉ này không nhận phương thức đó.",
    "web.not-found": "Không tìm thấy.",
    "web.place-not-known-yet": (
        "Ở đây chưa biết địa bàn {place_id}, hoặc địa bàn này ngoài phạm vi của bạn; nếu mới lập, "
        "hãy thử lại sau ít phút."
    ),
    "web.receipt-invalid": (
        "Giá trị after không phải là giá trị Hieuhoc-After mà dịch vụ này đã trả; hãy bỏ nó đi,"
        " hoặc gửi lại đúng nguyên văn."
    ),
    "web.request-unreadable": "Không đọc được yêu cầu.",
    "web.token-expired": "Phiên đăng nhập đã hết hạn; hãy đăng nhập lại.",
    "web.token-invalid": "Mã đăng nhập không hợp lệ.",
    "web.token-missing": "Cần đăng nhập.",
    "web.too-slow": "Yêu cầu không đến kịp; hãy kiểm tra đường truyền rồi gửi lại.",
    "web.too-many-requests": (
        "Bạn đã gửi quá nhiều yêu cầu trong một phút; hãy thử lại sau {seconds} giây."
    ),
    "web.keys-unavailable": "Chưa kiểm tra được đăng nhập; hãy thử lại sau ít phút.",
    "web.unavailable": "Hệ thống tạm thời chưa phục vụ được; hãy thử lại sau ít phút.",
    "web.unexpected": "Đã có lỗi ngoài dự kiến; hãy báo mã {correlation_id} cho người vận hành.",
}

FIELDS: dict[str, str] = {
    "missing": "Thiếu trường này.",
    "unknown": "Không có trường nào tên như vậy.",
    "text": "Phải là chữ.",
    "text-legacy": "Chữ ở bảng mã cũ (TCVN3/ABC hoặc VNI); hãy chuyển sang Unicode trước.",
    "text-unfit": "Có ký tự ẩn, ký tự điều khiển hoặc ký tự bị hỏng; hãy gõ lại.",
    "too-short": "Quá ngắn.",
    "too-long": "Quá dài.",
    "pattern": "Không đúng dạng.",
    "identity": "Phải là một mã định danh (UUID).",
    "day": "Phải là một ngày dạng năm-tháng-ngày, ví dụ 2022-09-30.",
    "day-outside": "Ngày phải từ {first} đến {last}.",
    "instant": "Phải là một thời điểm theo ISO 8601.",
    "number": "Phải là một số.",
    "whole-number": (
        "Phải là số nguyên viết bằng chữ số, không dấu chấm, không dấu phẩy, không dấu nháy."
    ),
    "too-small": "Quá nhỏ.",
    "too-large": "Quá lớn.",
    "yes-or-no": "Phải là true hoặc false.",
    "not-among-choices": "Không thuộc các giá trị cho phép.",
    "list": "Phải là một danh sách.",
    "object": "Phải là một đối tượng.",
    "said-twice": "Có trường được nêu hai lần.",
    "too-deep": "Lồng nhau quá nhiều tầng.",
    "invalid": "Giá trị chưa đúng.",
}

TITLES: dict[int, str] = {
    400: "Yêu cầu không đọc được",
    401: "Chưa đăng nhập",
    403: "Không được phép",
    404: "Không tìm thấy",
    405: "Phương thức không được nhận",
    408: "Yêu cầu đến quá chậm",
    409: "Trái với điều đã ghi",
    413: "Nội dung quá lớn",
    415: "Kiểu nội dung không được nhận",
    422: "Yêu cầu chưa đúng",
    429: "Quá nhiều yêu cầu",
    431: "Phần đầu của yêu cầu quá lớn",
    500: "Lỗi ngoài dự kiến",
    503: "Tạm thời chưa phục vụ được",
}
