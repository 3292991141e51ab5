"""How Vietnamese text in the old encodings looks to who reads it as Latin-1. Written down apart
from the tables that find it, from what the fonts show."""

import unicodedata

_TCVN3 = {
    "ă": "¨", "â": "©", "ê": "ª", "ô": "«", "ơ": "¬", "ư": "\u00ad", "đ": "®",
    "à": "µ", "ả": "¶", "ã": "·", "á": "¸", "ạ": "¹",
    "ằ": "»", "ẳ": "¼", "ẵ": "½", "ắ": "¾", "ặ": "Æ",
    "ầ": "Ç", "ẩ": "È", "ẫ": "É", "ấ": "Ê", "ậ": "Ë",
    "è": "Ì", "ẻ": "Î", "ẽ": "Ï", "é": "Ð", "ẹ": "Ñ",
    "ề": "Ò", "ể": "Ó", "ễ": "Ô", "ế": "Õ", "ệ": "Ö",
    "ì": "×", "ỉ": "Ø", "ĩ": "Ü", "í": "Ý", "ị": "Þ",
    "ò": "ß", "ỏ": "á", "õ": "â", "ó": "ã", "ọ": "ä",
    "ồ": "å", "ổ": "æ", "ỗ": "ç", "ố": "è", "ộ": "é",
    "ờ": "ê", "ở": "ë", "ỡ": "ì", "ớ": "í", "ợ": "î",
    "ù": "ï", "ủ": "ñ", "ũ": "ò", "ú": "ó", "ụ": "ô",
    "ừ": "õ", "ử": "ö", "ữ": "÷", "ứ": "ø", "ự": "ù",
    "ỳ": "ú", "ỷ": "û", "ỹ": "ü", "ý": "ý", "ỵ": "þ",
    "Ă": "¡", "Â": "¢", "Ê": "£", "Ô": "¤", "Ơ": "¥", "Ư": "¦", "Đ": "§",
}  # fmt: skip
_MARKS = {"\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
_ROUND = {"\u0301": "á", "\u0300": "à", "\u0309": "å", "\u0303": "ã", "\u0323": "ä", "": "â"}
_SHORT = {"\u0301": "é", "\u0300": "è", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë", "": "ê"}
_ALONE = {"í": "í", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î", "đ": "ñ"}
_HORNED = {"ơ": "ô", "ư": "ö"}


def in_tcvn3(text: str) -> str:
    """Capitals with a tone are small ones, shown by a font of capitals."""
    return "".join(_TCVN3.get(c) or _TCVN3.get(c.lower(), c) for c in text)


def in_vni(text: str) -> str:
    return "".join(map(_letter_in_vni, unicodedata.normalize("NFC", text)))


def _letter_in_vni(letter: str) -> str:
    if letter.isascii():
        return letter
    small = _small_in_vni(letter.lower())
    return small.upper() if letter.isupper() else small


def _small_in_vni(letter: str) -> str:
    if letter in _ALONE:
        return _ALONE[letter]
    apart = unicodedata.normalize("NFD", letter)
    base, marks = apart[0], apart[1:]
    tone = next((mark for mark in marks if mark in _MARKS), "")
    if "\u031b" in marks:
        return _HORNED["ơ" if base == "o" else "ư"] + _MARKS.get(tone, "")
    if "\u0302" in marks:
        return base + _ROUND[tone]
    if "\u0306" in marks:
        return base + _SHORT[tone]
    return base + _MARKS.get(tone, "")
