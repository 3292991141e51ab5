"""What a list of learning centres looks like."""

from typing import Final

from shared.importing import months
from shared.importing.reading.headings import Field, Shape

_HAS: Final = ("{}", "co {}", "so {}", "{} rieng", "co {} rieng", "so luong {}", "{} co khong",
               "{} co hay khong")  # fmt: skip


def _said(*words: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(way.format(each) for each in words for way in _HAS))


FACILITIES: Final = {
    "own-house": _said("tru so", "nha", "tru so lam viec", "tru so hoat dong", "co so rieng",
                       "noi lam viec", "phong lam viec", "nha hoc", "hoi truong", "dia diem"),
    "seal": _said("con dau", "dau", "con dau tai khoan"),
    "loudspeaker": _said("loa", "loa dai", "he thong loa", "loa truyen thanh", "loa phat thanh",
                         "he thong truyen thanh", "dai truyen thanh", "truyen thanh",
                         "he thong loa truyen thanh", "loa may", "tang am loa"),
    "library": _said("thu vien", "tu sach", "thu vien tu sach", "tu sach thu vien", "phong doc",
                     "phong doc sach", "tu sach cong dong"),
    "club": _said("clb", "cau lac bo", "cac cau lac bo", "cac clb"),
    "computer": _said("may tinh", "may vi tinh", "bo may tinh", "may tinh ket noi internet"),
    "equipment": _said("trang thiet bi", "thiet bi", "trang thiet bi day hoc", "thiet bi day hoc",
                       "trang thiet bi day va hoc", "co so vat chat", "csvc",
                       "trang thiet bi phuc vu"),
}  # fmt: skip
"""What stands over the column of a facility, by its code."""
SHAPE: Final = Shape(
    "centres",
    (
        Field("name", ("ten trung tam", "trung tam", "ten tthtcd", "tthtcd", "ten tt htcd",
                       "ten trung tam htcd", "ten trung tam hoc tap cong dong", "ten don vi",
                       "trung tam hoc tap cong dong", "trung tam htcd", "ten goi", "tt htcd",
                       "ten trung tam vh htcd", "ten trung tam van hoa hoc tap cong dong")),
        Field("place", ("khu pho", "ap", "thon", "dia ban", "xa", "phuong", "xa phuong",
                        "phuong xa", "xa phuong thi tran", "ten xa", "ten phuong", "ten xa phuong",
                        "thuoc xa", "thuoc phuong", "thuoc dia ban", "don vi hanh chinh", "ma xa",
                        "ma phuong", "ma dia ban", "khu pho ap", "thuoc xa phuong", "ten dia ban",
                        "thon ap khu pho", "ap khu pho", "ma don vi hanh chinh")),
        Field("established_on", ("ngay thanh lap", "nam thanh lap", "thanh lap", "ngay tl",
                                 "thoi gian thanh lap", "ngay thang thanh lap", "thanh lap ngay",
                                 "ngay thang nam thanh lap", "thanh lap nam", "ngay ky",
                                 "ngay quyet dinh", "ngay ban hanh", "qd thanh lap ngay",
                                 "quyet dinh thanh lap ngay", "ngay qd", "quyet dinh ngay")),
        Field("document", ("so quyet dinh", "quyet dinh", "quyet dinh thanh lap", "so qd", "qd",
                           "qd thanh lap", "so quyet dinh thanh lap", "so qd thanh lap", "van ban",
                           "so van ban", "so ky hieu", "quyet dinh so", "qd so", "van ban so",
                           "quyet dinh thanh lap so", "qd thanh lap so", "so hieu quyet dinh",
                           "can cu thanh lap")),
        Field("director", ("giam doc", "ho ten giam doc", "ho va ten giam doc", "ten giam doc",
                           "giam doc trung tam", "giam doc ho ten", "giam doc tt", "gd",
                           "ban giam doc giam doc", "lanh dao giam doc", "ho ten gd",
                           "nguoi dung dau"), repeats=False),
        Field("deputies", ("pho giam doc", "cac pho giam doc", "ho ten pho giam doc", "pgd",
                           "ho va ten pho giam doc", "ten pho giam doc", "pho gd", "pho giam doc 1",
                           "ban giam doc pho giam doc", "lanh dao pho giam doc",
                           "ho ten cac pho giam doc", "pho giam doc thuong truc"), repeats=False),
        Field("deputy_2", ("pho giam doc 2", "pho gd 2", "pgd 2", "ho ten pho giam doc 2"),
              repeats=False),
        Field("appointed_on", ("ngay bo nhiem", "bo nhiem", "ngay thang bo nhiem", "bo nhiem ngay",
                               "nam bo nhiem", "thoi gian bo nhiem", "ngay nhan nhiem vu")),
        Field("band", ("xep loai", "ket qua xep loai", "danh gia xep loai", "xep loai nam",
                       "ket qua danh gia", "danh gia", "muc xep loai", "loai", "muc danh gia",
                       "xep loai hoat dong", "ket qua danh gia xep loai", "tu xep loai",
                       "tu danh gia xep loai", "ket qua xep loai nam"), repeats=False),
        Field("score", ("diem", "so diem", "tong diem", "diem danh gia", "diem xep loai",
                        "diem so", "diem tu cham", "diem cham", "tong so diem"), repeats=False),
        Field("rating_year", ("nam xep loai", "nam danh gia", "nam")),
        Field("rater", ("don vi xep loai", "co quan xep loai", "cap xep loai", "noi xep loai",
                        "don vi danh gia", "co quan danh gia", "nguoi xep loai", "cap danh gia",
                        "co quan cong nhan xep loai", "don vi cong nhan")),
        Field("rated_on", ("ngay xep loai", "ngay danh gia", "thoi diem danh gia",
                           "ngay cong nhan xep loai")),
        *(Field(code, words, repeats=False) for code, words in FACILITIES.items()),
        Field("note", ("ghi chu",)),
    ),
    needs=("name",),
    over=months.over,
    sums={"centres": (), "club": ("club",), "computer": ("computer",)},
)  # fmt: skip
