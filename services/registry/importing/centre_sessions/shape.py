"""What a list of sessions looks like."""

from typing import Final

from services.registry.importing.centre_sessions.cells import over
from shared.importing.reading.headings import Field, Shape

SHAPE: Final = Shape(
    "centre-sessions",
    (
        Field("held_on", ("ngay", "ngay to chuc", "ngay thang", "ngay thang nam", "thoi gian",
                          "thoi gian to chuc", "thoi gian thuc hien", "ngay thuc hien", "ngay mo",
                          "ngay hoc", "ngay thang to chuc", "ngay dien ra", "ngay mo lop",
                          "ngay sinh hoat", "thoi diem")),
        Field("topic", ("noi dung chuyen de", "chuyen de", "noi dung", "ten chuyen de",
                        "noi dung hoc tap", "ten lop chuyen de", "noi dung hoat dong", "chu de",
                        "ten buoi hoc", "noi dung buoi hoc", "ten lop", "lop chuyen de",
                        "noi dung tuyen truyen", "noi dung sinh hoat", "ten hoat dong",
                        "noi dung lop hoc", "noi dung bao cao")),
        Field("attendances", ("so luot nguoi du tong", "so luot nguoi du", "so nguoi du",
                              "so luot", "luot nguoi", "so nguoi tham du", "so hoc vien",
                              "so luot nguoi tham du", "tong so luot nguoi", "so luot nguoi",
                              "so nguoi tham gia", "luot nguoi du", "luot nguoi tham du",
                              "so luot nguoi tham gia", "luot nguoi hoc", "tong so nguoi",
                              "so nguoi hoc", "nguoi tham du", "so luong nguoi du", "tong so",
                              "so luot nguoi du tong so", "so nguoi tham du tong so",
                              "so nguoi du tong so", "so nguoi tham du tong", "si so",
                              "so luong tham gia", "so luong hoc vien", "so luong",
                              "so luot nguoi hoc", "thanh phan so luong", "so luot tham du"),
              repeats=False),
        Field("women", ("so luot nguoi du nu", "nu", "trong do nu", "so nu", "so nguoi du nu",
                        "so nguoi tham du nu", "so luot nguoi nu", "so hoc vien nu"),
              repeats=False),
        Field("cost", ("kinh phi", "kinh phi dong", "chi phi", "so tien", "kinh phi thuc hien",
                       "kinh phi to chuc", "tong kinh phi", "so tien dong", "chi phi dong",
                       "kinh phi vnd", "tien chi", "muc chi", "kinh phi chi"), repeats=False),
        Field("cost_in_thousands", ("kinh phi 1 0 dong", "kinh phi nghin dong", "so tien 1 0 dong",
                                    "kinh phi ngan dong", "chi phi 1 0 dong", "kinh phi 1 0 d"),
              repeats=False),
        Field("cost_in_millions", ("kinh phi trieu dong", "kinh phi tr dong", "kinh phi trd",
                                   "so tien trieu dong"), repeats=False),
        Field("month", ("thang",)),
        Field("venue", ("dia diem", "noi to chuc", "dia diem to chuc", "tai", "noi hoc")),
        Field("speaker", ("bao cao vien", "giang vien", "nguoi bao cao", "giao vien",
                          "nguoi truyen dat", "huong dan vien")),
        Field("note", ("ghi chu", "ket qua", "tinh trang", "trang thai")),
    ),
    needs=("held_on", "topic"),
    over=over,
    sums={
        "held": (),
        "cancelled": (),
        "attendances": ("attendances",),
        "cost": ("cost",),
    },
    money=("cost",),
)  # fmt: skip
