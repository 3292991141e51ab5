"""Of documents and of plans of a year."""

SENTENCES: dict[str, str] = {
    "registry.issued-document-unknown": (
        "Không có văn bản này trong sổ: hãy tra cứu trong các văn bản của địa bàn."
    ),
    "registry.document-before-issuer": (
        "Cơ quan ban hành có từ ngày {since}: hãy xem lại ngày, hoặc nêu cơ quan khác."
    ),
    "registry.document-after-issuer": (
        "Cơ quan ban hành không còn từ ngày {ended_on}: hãy xem lại ngày, hoặc nêu cơ quan khác."
    ),
    "registry.document-kind-unknown": "Không có loại văn bản này; các loại là {kinds}.",
    "registry.document-number-taken": (
        "Cơ quan này đã ban hành số {document_number} trong năm {year}: hãy xem văn bản"
        " {document_id}, rồi đính chính văn bản đó hoặc số này."
    ),
    "registry.document-issued-otherwise": (
        "Văn bản này do cơ quan khác ban hành: hãy nêu đúng cơ quan đó, hoặc hủy ghi rồi ghi lại."
    ),
    "registry.document-replaces-later": (
        "Văn bản được thay thế ban hành ngày {issued_on}, sau văn bản này: hãy xem lại các ngày,"
        " hoặc nêu văn bản khác."
    ),
    "registry.document-replaces-itself": (
        "Văn bản không thể thay thế chính nó: hãy nêu văn bản khác."
    ),
    "registry.document-changed-meanwhile": (
        "Văn bản này vừa được thay đổi: hãy tra cứu lại, và gửi lại nếu vẫn đúng."
    ),
}
