"""What lists of families with their members look like."""

from typing import Final

from services.registry.importing.families.list import HEADINGS
from shared.importing.reading.headings import Field, Shape

SHAPE: Final = Shape(
    "families-with-members",
    (
        Field("household", ("so tt ho", "stt ho", "tt ho", "ma ho", "so ho", "ma so ho", "ho so",
                            "so thu tu ho", "thu tu ho", "ma ho gia dinh", "ho", "ho gia dinh so",
                            "so ho khau", "so so ho khau", "ma ho khau", "ho thu")),
        Field("head_name", HEADINGS["name"]),
        Field("name", ("ho va ten", "ho ten", "ten", "ho va ten nhan khau", "ho ten nhan khau",
                       "ten nhan khau", "ho va ten thanh vien", "ho ten thanh vien", "nhan khau",
                       "ho va ten nguoi trong ho", "ho ten nguoi trong ho", "thanh vien",
                       "ho va ten tung nguoi", "ho va ten cac thanh vien")),
        Field("relation", ("quan he voi chu ho", "quan he chu ho", "quan he", "moi quan he",
                           "moi quan he voi chu ho", "qh voi chu ho", "quan he trong gia dinh",
                           "quan he gia dinh", "quan he trong ho", "qh chu ho", "quan he voi ch")),
        Field("man", ("nam sinh nam", "nam", "ngay thang nam sinh nam", "ngay sinh nam",
                      "nam sinh cua nam", "sinh nam nam")),
        Field("woman", ("nam sinh nu", "nu", "ngay thang nam sinh nu", "ngay sinh nu",
                        "nam sinh cua nu", "sinh nam nu")),
        Field("birth", ("ngay thang nam sinh", "ngay sinh", "nam sinh", "sinh ngay", "sinh nam",
                        "ngay thang nam sinh am duong")),
        Field("sex", ("gioi tinh", "nam nu", "phai", "gioi")),
        Field("identity", (*HEADINGS["identity"], "so dinh danh cccd", "ma dinh danh",
                           "ma dinh danh ca nhan", "so dinh danh ca nhan cccd")),
        Field("phone", HEADINGS["phone"]),
        Field("hamlet", (*HEADINGS["hamlet"], "ten thon", "thuoc thon")),
        Field("address", HEADINGS["address"]),
        Field("status", ("trang thai", "tinh trang", "tinh trang nhan khau", "hien trang",
                         "bien dong", "tinh trang cu tru")),
        Field("note", ("ghi chu",)),
    ),
    needs=("name", "relation"),
)  # fmt: skip
