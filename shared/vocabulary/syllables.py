"""What a Vietnamese syllable looks like, and the words most names are made of."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_ONSET: Final = (
    "(?:b|c(?![eêiy])|ch|d|đ|g(?![eêy])|gh(?=[eêi])|h|k(?=[eêiy])|kh|l|m"
    "|n|ng(?![eêi])|ngh(?=[eêi])|nh|p|ph|r|s|t|th|tr|v|x)"
)
_RIME: Final = (
    "(?:a(?:[cimoptuy]|ch|n[gh]?)?"
    "|ă(?:[cmpt]|ng?)|â(?:[cmptuy]|ng?)"
    "|e(?:[cmopt]|ng?)?|ê(?:[mptu]|ch?|n[hg]?)?"
    "|i(?:a|ch|[mptu]|n[hg]?|ê(?:[cmptu]|ng?))?"
    "|o(?:[cimpt]|ng?|a(?:[cimopty]|ch|n[gh]?)?|ă(?:[cmpt]|ng?)|e[mnot]?|o(?:c|ng))?"
    "|ô(?:[cimpt]|ng?)?|ơ(?:[impt]|n)?"
    "|u(?:[acimpt]|ng?|ê(?:ch|nh?)?|â(?:[ty]|ng?)|y(?:[apu]|ch|t|nh?|ê[nt])?|ô(?:[cimt]|ng?)|ơ)?"
    "|ư(?:[acimtu]|ng?|ơ(?:[cimptu]|ng?))?)"
)
_AFTER_QU: Final = (
    "(?:a(?:[cimopty]|ch|u|n[gh]?)?|ă(?:[cmpt]|ng?)|â(?:[mty]|ng?)|e[mnot]?|ê(?:ch|nh?|t)?"
    "|i(?:t|nh?)?|ơ[in]?|y(?:t|nh?|ê[nt])?|ôc|ốc)"
)
_Y: Final = "(?:[hklmqstv]?y|yê(?:[mtu]|ng?))"
_SYLLABLE: Final = re.compile(f"{_ONSET}?{_RIME}|gi{_RIME}|qu{_AFTER_QU}|{_Y}")
_TONE: Final = re.compile("(?<=[aeiouy\u0302\u0306\u031b])[\u0300\u0301\u0303\u0309\u0323]")
_STOPPED: Final = re.compile("(?:c|ch|p|t)$")


@lru_cache(maxsize=16_384)
def is_syllable(word: str) -> bool:
    """Whether a word can be one syllable of Vietnamese, wherever its one tone sits."""
    tones = _TONE.findall(apart := unicodedata.normalize("NFD", word.lower()))
    letters = unicodedata.normalize("NFC", _TONE.sub("", apart))
    if len(tones) > 1 or not _SYLLABLE.fullmatch(letters):
        return False
    return not _STOPPED.search(letters) or tones in (["\u0301"], ["\u0323"])


_COMMON_IN_NAMES_WORDS = """
nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ ngô dương lý đinh đoàn trịnh đào lương tạ
phùng lâm quách triệu vương lưu nghiêm tống thái tăng tô hứa đậu kiều khổng mạc thạch châu đinh
lục khúc giang viên lại đàm hồng khương diệp mẫn thân trương từ cù hà chử cổ doãn đồng ông âu văn
thị hữu đình đức ngọc thanh thành thúy thủy thuý thuỷ thùy thuận thuần thuấn thương thường
thắng thảo thạo thêm thế thiện thiên thìn thịnh thọ thơ thơm thoa thông thống thụy thức ánh tú
thoại khỏe khoẻ hòa hoà hóa sửu dậu bảo bằng biên bích bình bính bửu cẩm cần cảnh cát cẩn chấn
chiến chính chí chỉnh chung chương công cúc cương cường của dậu dần diễm diễn diệu dịu dũng dụng
duyên dưỡng dự đại đắc đạo đạt đăng điềm điền điển điệp định độ đông động đường được gấm giáp
hạnh hào hải hảo hậu hằng hân hiên hiến hiển hiếu hiền hiệp hiệu hoài hoàn hoan hoạt hợi hợp huấn
huân huế huệ hùng huyền hưng hương hường hướng kết khánh khải khang khiêm khoa khuê khương kiên
kiệt kiểm kỳ lạc lài lành lệ liên liễu liệu lịch lĩnh lộc lợi long luận luân luật lượng lựu mạnh
mận mẫn mậu miên mùi mười mừng mỵ muội nam năm nga ngà ngân nghĩa nghi nghị ngoan ngọ nguyên
nguyệt ngữ nhàn nhân nhã nhâm nhật nhẫn nhi nhiên nhựt nhị nhung như nhơn ninh nở nương nữ oanh
phát phấn phẩm phi phú phúc phụng phước phương phượng phượng quân quảng quang quế quốc quý quyên
quyền quyết quyến quỳnh sáng sáu sâm sen sĩ sinh sơn sương tài tám tâm tấn tân tất tần thạnh thanh
tiến tiên tiền tiếp tín tình tỉnh toán toàn toại tố tuấn tuân tuất tuệ tùng tuyên tuyến tuyền
tuyết tưởng tường tươi tỵ trà trâm trang trí trinh trọng trúc trung trực trường uyên vân vạn vệ
viết việt vĩnh vinh vịnh vượng xuân xuyến yên yến ý ấp thôn xóm tổ bản khóm
"""
COMMON_IN_NAMES: Final = frozenset(_COMMON_IN_NAMES_WORDS.split())
"""Family names, what most given names are made of, the kinds of hamlets; without words that would
be a foreign name in one of the old encodings (mỹ: Mü, hồ: Hå, hạ: Haï)."""
