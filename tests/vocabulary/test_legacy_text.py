"""Text of the time before Unicode is called by its name; true names never are."""

from collections.abc import Callable

import pytest

from shared.vocabulary.legacy_text import TextInLegacyEncoding, legacy_encoding, require_unicode
from shared.vocabulary.syllables import is_syllable
from tests.vocabulary.names.encoders import in_tcvn3, in_vni
from tests.vocabulary.names.lists import FOREIGN, MINORITY, VIETNAMESE

ENCODERS = {"TCVN3 (ABC)": in_tcvn3, "VNI": in_vni}
Encoder = Callable[[str], str]


def test_the_lists_are_long_enough_to_mean_something() -> None:
    assert len(set(MINORITY)) > 200
    assert len(set(FOREIGN)) > 200


@pytest.mark.parametrize(
    "names", [VIETNAMESE, MINORITY, FOREIGN], ids=["vi", "minority", "foreign"]
)
@pytest.mark.parametrize("case", [str, str.upper, str.lower], ids=["as-is", "upper", "lower"])
def test_a_true_name_is_never_taken_for_legacy_text(names: list[str], case: Encoder) -> None:
    assert [name for name in names if legacy_encoding(case(name))] == []


def test_every_word_of_a_minority_or_foreign_name_may_stand_alone() -> None:
    words = {word for name in (*MINORITY, *FOREIGN) for word in name.split()}
    assert [word for word in words if legacy_encoding(word)] == []


@pytest.mark.parametrize(("encoding", "encoder"), ENCODERS.items(), ids=ENCODERS)
@pytest.mark.parametrize("case", [str, str.upper], ids=["as-is", "upper"])
def test_ninety_nine_of_a_hundred_names_in_an_old_encoding_are_told(
    encoding: str, encoder: Encoder, case: Encoder
) -> None:
    changed = [name for name in map(case, VIETNAMESE) if encoder(name) != name]
    assert len(changed) > 2_000
    missed = [name for name in changed if legacy_encoding(encoder(name)) != encoding]
    assert len(missed) <= len(changed) / 100, missed


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("NguyÔn V¨n An", "TCVN3 (ABC)"),
        ("TrÇn ThÞ Hoµ", "TCVN3 (ABC)"),
        ("Khu phè §«ng H­ng", "TCVN3 (ABC)"),
        ("Nguyeãn Vaên An", "VNI"),
        ("TRAÀN THÒ HOAØ", "VNI"),
        ("Khu phoá Ñoâng Höng", "VNI"),
    ],
)
def test_a_refusal_says_which_encoding_the_text_is_in(text: str, encoding: str) -> None:
    with pytest.raises(TextInLegacyEncoding, match=encoding.split(maxsplit=1)[0]):
        require_unicode(text)


HAMLETS = ["Khu phố 1", "Ấp 2", "Thôn Đông", "Xóm Đình", "Tổ dân phố 3", "Bản Mường", "Khóm Đông B"]


@pytest.mark.parametrize(("encoding", "encoder"), ENCODERS.items(), ids=ENCODERS)
@pytest.mark.parametrize("name", HAMLETS)
def test_hamlets_in_an_old_encoding_are_told(name: str, encoding: str, encoder: Encoder) -> None:
    assert legacy_encoding(name) is None
    assert legacy_encoding(encoder(name)) == encoding


def test_every_word_of_the_vietnamese_names_is_a_syllable() -> None:
    words = {word for name in VIETNAMESE for word in name.split()}
    assert [word for word in words if not is_syllable(word)] == []
