"""What decrees and tables say in words of places before and after."""

import pytest

from services.registry.importing.reorganisation.doubts import PartUnclear
from services.registry.importing.reorganisation.saying import Said, Sentence, places, sentence

NGUYEN = (
    "Sắp xếp toàn bộ diện tích tự nhiên, quy mô dân số của xã Tân Kim, thị trấn Cần Giuộc và một "
    "phần diện tích tự nhiên là 3,5 km2, quy mô dân số là 1.200 người của xã Mỹ Lộc thành xã mới "
    "có tên gọi là xã Cần Giuộc."
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (NGUYEN, ("xã Tân Kim|thị trấn Cần Giuộc|xã Mỹ Lộc*", "xã Cần Giuộc", True)),
        ("Sáp nhập toàn bộ xã X, Y và một phần xã Z thành xã W",
         ("xã X|xã Y|xã Z*", "xã W", False)),
        ("xã A, xã B → xã C", ("xã A|xã B", "xã C", False)),
        ("xa A, xa B, mot phan xa C -> xa D", ("xa A|xa B|xa C*", "xa D", False)),
        ("Nhập xã A vào xã B", ("xã A", "xã B", False)),
        ("Thành lập phường Hưng Thành trên cơ sở sáp nhập phường Thành Công và P. 1",
         ("phường Thành Công|P. 1", "phường Hưng Thành", True)),
        ("Nhập ấp 1 và ấp 2 thành ấp Hòa Bình", ("ấp 1|ấp 2", "ấp Hòa Bình", False)),
        ("hợp nhất các phường 1, 2, 3 để thành lập phường Bến Thành",
         ("phường 1|phường 2|phường 3", "phường Bến Thành", True)),
    ],
)  # fmt: skip
def test_a_sentence_says_before_and_after(text: str, said: tuple[str, str, bool]) -> None:
    found = sentence(text)
    assert found is not None
    before = "|".join(each.name + ("*" if each.part else "") for each in places(found.before))
    assert (before, found.after, found.new) == said


def test_whoever_goes_into_another_leaves_that_there() -> None:
    assert sentence("Nhập xã A vào xã B") == Sentence("xã A", "xã B", stays=True)


@pytest.mark.parametrize("text", ["xã Hưng Thành", "Thành phố Tân An", "Xã Thành Lập", "đổi tên"])
def test_a_name_is_no_sentence(text: str) -> None:
    assert sentence(text) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Phường 1, 2 và 3", "Phường 1|Phường 2|Phường 3"),
        ("xã An Phú (huyện Củ Chi), xã B", "xã An Phú@huyện Củ Chi|xã B"),
        ("xã An Phú, xã B, huyện Củ Chi", "xã An Phú@huyện Củ Chi|xã B@huyện Củ Chi"),
        ("các xã A, B thuộc huyện C", "xã A@huyện C|xã B@huyện C"),
        ("TT. Cần Giuộc; X. Tân Kim\nx. B", "TT. Cần Giuộc|X. Tân Kim|x. B"),
        ("một phần các xã A, B và toàn bộ xã C", "xã A*|xã B*|xã C"),
        ("xã A (một phần), xã B (phần còn lại)", "xã A*|xã B*"),
        ("KP 1, 2", "KP 1|Khu phố 2"),
    ],
)
def test_a_cell_names_several_places(text: str, said: str) -> None:
    found = places(text)
    assert "|".join(_written(each) for each in found) == said


def _written(one: Said) -> str:
    return one.name + ("*" if one.part else "") + (f"@{one.within}" if one.within else "")


def test_codes_stand_alone_or_in_brackets() -> None:
    one, other = places("28159, xã B (mã 28160)")
    assert (one.code, other.code, other.name) == ("28159", "28160", "xã B")


def test_of_which_a_part_goes_is_asked_where_nobody_says_so() -> None:
    with pytest.raises(PartUnclear) as refused:
        places("một phần xã A, xã B")
    assert refused.value.asks
