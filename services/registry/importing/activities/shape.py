"""What a list of activities looks like."""

from typing import Final

from shared.importing import months
from shared.importing.reading.headings import Field, Shape

_WAYS: Final = ("{}", "so {}", "so luong {}", "so nguoi du {}", "thanh phan {}", "dai bieu {}",
                "so luot nguoi du {}", "so nguoi tham du {}")  # fmt: skip


def _said(*words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(way.format(each) for each in words for way in _WAYS))


ATTENDEES: Final = {
    "association-officers": _said("can bo hoi", "can bo hoi khuyen hoc", "can bo khuyen hoc"),
    "chapter-heads": _said("chi hoi truong", "truong chi hoi", "chi hoi truong chi hoi pho"),
    "hamlet-heads": _said("truong khu pho", "truong ap", "truong thon", "to truong dan pho"),
    "party-cell-secretaries": _said("bi thu chi bo", "bi thu"),
    "pupils": _said("hoc sinh", "hoc sinh sinh vien", "hs", "hssv", "hoc vien"),
    "residents": _said("nguoi dan", "nhan dan", "dan", "hoi vien", "ba con"),
    "teachers": _said("giao vien", "nha giao", "gv", "can bo giao vien"),
    "workers": _said("nguoi lao dong", "cong nhan", "lao dong", "cbcc vc nld"),
}  # fmt: skip
"""What stands over a column of how many of a kind came."""
SHAPE: Final = Shape(
    "activities",
    (
        Field("name", ("ten hoat dong", "hoat dong", "noi dung", "noi dung hoat dong", "ten",
                       "ten hoi nghi", "hoi nghi", "ten noi dung", "noi dung thuc hien", "chu de",
                       "ten cuoc thi", "ten lop tap huan", "ten cuoc hop", "noi dung cong viec")),
        Field("kind", ("loai hoat dong", "loai hinh", "loai", "hinh thuc", "hinh thuc to chuc",
                       "loai hinh hoat dong", "nhom hoat dong", "phan loai")),
        Field("held_on", ("ngay to chuc", "thoi gian", "thoi gian to chuc", "ngay",
                          "ngay thuc hien",
                          "thoi gian thuc hien", "ngay thang", "thoi diem", "ngay dien ra",
                          "ngay thang nam", "ngay thang to chuc")),
        Field("first_on", ("tu ngay", "ngay bat dau", "bat dau", "thoi gian tu",
                           "thoi gian tu ngay",
                           "ngay khai mac")),
        Field("last_on", ("den ngay", "ngay ket thuc", "ket thuc", "thoi gian den", "ngay be mac",
                          "thoi gian den ngay")),
        Field("organiser", ("don vi to chuc", "don vi chu tri", "co quan to chuc", "chu tri",
                            "don vi thuc hien", "noi to chuc don vi", "co quan chu tri", "to chuc",
                            "don vi", "ban to chuc")),
        Field("together", ("don vi phoi hop", "phoi hop", "co quan phoi hop", "don vi dong to chuc",
                           "dong to chuc", "phoi hop voi", "to chuc phoi hop")),
        Field("composition", ("thanh phan", "thanh phan tham du", "doi tuong", "thanh phan du",
                              "doi tuong tham du", "doi tuong tham gia", "thanh phan tham gia")),
        Field("total", ("so nguoi", "so nguoi du", "so nguoi tham du", "so luot nguoi", "so luong",
                        "tong so nguoi", "so nguoi tham gia", "so luot nguoi du", "tong so",
                        "so luot nguoi tham du", "so dai bieu", "tong so nguoi du", "luot nguoi",
                        "so luot nguoi tham gia"), repeats=False),
        *(Field(kind, words, repeats=False) for kind, words in ATTENDEES.items()),
        Field("document", ("so van ban", "van ban", "so ke hoach", "ke hoach", "so ky hieu",
                           "ke hoach so", "can cu")),
        Field("venue", ("dia diem", "noi to chuc", "dia diem to chuc")),
        Field("month", ("thang",)),
        Field("note", ("ghi chu", "ket qua", "tinh trang")),
    ),
    needs=("name",),
    over=months.over,
    sums={"activities": (), "attendances": ("total",)},
)  # fmt: skip
