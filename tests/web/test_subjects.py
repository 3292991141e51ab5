"""No officer is named like the system, in whatever spelling; the system's own tokens are."""

import unicodedata

import pytest
from hypothesis import given as whatever
from hypothesis import strategies as any_

from shared.eventstore.commands import LASTING
from shared.web.identity import Grant
from shared.web.refusals import TokenInvalid
from shared.web.subjects import COLONS, RESERVED, subject_of
from tests.web.sample import COMMUNE
from tests.web.tokens import Provider

SYSTEM = Grant("system", None, "subtree")
OTHERS = [
    [],
    [Grant("province-officer", COMMUNE, "subtree")],
    [Grant("system", COMMUNE, "subtree")],  # at a place: it is good for nothing
]
ODD = [
    "SYSTEM:x", "System:x", "sYsTeM:x", " system:x", "  system :x", "system\u00a0:x",
    "\u00a0system:x", "\u3000system:x", "system\uff1ax", "\uff53ystem:x", "system\u2236x",
    "\ua731ystem:x", "\u0455ystem:x", "s\u0443stem:x", "syst\u0435m:x", "s\u1ef3stem:x",
    "\u0441\u0438\u0441\u0442\u0435\u043c\u0430:x", "sy\u017ftem:x", "\u1d54cystem:x",
    "s\u0301ystem:x", "syste\u0300m:x", "\u0131mport:x", "\u0406mport:x", "imp\u043ert:x",
    "IMPORT:x", "import:", "system:", "system::x", "system:listener:bearers", "import:places",
    "s\u00fdstem:x", "system\ua789x", "system\u02d0x", "system\u05c3x", "system\u0589x",
    unicodedata.normalize("NFD", "s\u1ef3stem:x"),
]  # fmt: skip


@pytest.mark.parametrize("subject", ODD)
@pytest.mark.parametrize("grants", OTHERS, ids=["none", "province", "place"])
async def test_an_officer_named_like_the_system_is_refused(
    provider: Provider, subject: str, grants: list[Grant]
) -> None:
    with pytest.raises(TokenInvalid):
        await provider.identity().officer(provider.token(grants, sub=subject))


@pytest.mark.parametrize("subject", ["system:laptop", "system:test", "import:2026"])
async def test_the_systems_own_tokens_bear_its_names_as_they_are_spelled(
    provider: Provider, subject: str
) -> None:
    officer = await provider.identity().officer(provider.token([SYSTEM], sub=subject))
    assert officer.subject == subject
    for odd in (subject.upper(), f" {subject}", subject.replace(":", "\uff1a")):
        with pytest.raises(TokenInvalid):
            await provider.identity().officer(provider.token([SYSTEM], sub=odd))


@pytest.mark.parametrize(
    "subject",
    ["officer-7", "cán-bộ-7", "f:9a:truong", "auth0|12", "https://id.example/12", "systematic:1",
     "system", "system-7", "important:7", "7:system:x", "demo:province", "urn:system:7", "a@b.vn"],
)  # fmt: skip
async def test_other_names_are_the_officers_own(provider: Provider, subject: str) -> None:
    assert (await provider.identity().officer(provider.token(sub=subject))).subject == subject


@whatever(any_.text(max_size=12), any_.sampled_from([*RESERVED, "x"]), any_.sampled_from(COLONS))
def test_whatever_is_believed_of_an_officer_never_has_lasting_keys(
    around: str, word: str, colon: str
) -> None:
    for said in (f"{around}{word}{colon}{around}", f"{word}{around}{colon}", f"{word}{colon}"):
        for written in (said, said.upper(), unicodedata.normalize("NFKD", said)):
            subject = subject_of(written, of_system=False)
            assert subject is None or not subject.casefold().strip().startswith(LASTING)


def test_the_names_kept_are_those_whose_keys_last() -> None:
    assert {f"{name}:" for name in RESERVED} == set(LASTING)
