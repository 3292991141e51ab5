"""Whose word is taken for who asks."""

import base64
import unicodedata
from datetime import UTC, datetime
from typing import Any

import pytest
from fastapi.testclient import TestClient
from joserfc import jws, jwt
from joserfc.jwk import OctKey

from shared.web.identity import Grant, grants_of
from shared.web.refusals import TokenExpired, TokenInvalid
from tests.web.sample import COMMUNE
from tests.web.tokens import Provider, signed_in, written

UNFIT = ["\0", "\n", "\u202e", "\u200b", "\ufeff"]


def now() -> int:
    return int(datetime.now(UTC).timestamp())


async def test_a_good_token_says_who_asks_and_what_for(provider: Provider) -> None:
    grant = Grant("commune-officer", COMMUNE, "own")
    officer = await provider.identity().officer(provider.token([grant]))
    assert (officer.subject, officer.grants) == ("officer-7", (grant,))


async def test_an_expired_token_is_refused_as_expired(provider: Provider) -> None:
    with pytest.raises(TokenExpired):
        await provider.identity().officer(provider.token(exp=now() - 60))


async def test_a_clock_that_differs_by_seconds_is_forgiven(provider: Provider) -> None:
    officer = await provider.identity().officer(provider.token(exp=now() - 5))
    assert officer.subject == "officer-7"


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://elsewhere.example"},
        {"iss": None},
        {"aud": "another-system"},
        {"aud": None},
        {"exp": None},
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
        {"nbf": 4_000_000_000},
        *({"sub": f"officer{unfit}7"} for unfit in UNFIT),
        {"sub": "o" * 256},
        {"exp": 10**400},
        {"exp": 2**63},
        {"exp": 1e300},
        {"exp": float("inf")},
        {"exp": float("nan")},
        {"exp": True},
        {"nbf": 10**400},
        {"nbf": "tomorrow"},
        {"iat": "yesterday"},
        {"exp": "4000000000"},
    ],
    ids=str,
)
async def test_a_token_not_meant_for_us_is_refused(
    provider: Provider, claims: dict[str, Any]
) -> None:
    with pytest.raises(TokenInvalid):
        await provider.identity().officer(provider.token(**claims))


async def test_a_token_of_another_key_is_refused(provider: Provider) -> None:
    with pytest.raises(TokenInvalid):
        await provider.identity().officer(Provider().token())


async def test_a_token_that_borrows_a_key_id_is_refused(provider: Provider) -> None:
    stranger = Provider()
    borrowed = {"alg": "ES256", "kid": provider.key.kid}
    claims = jwt.decode(provider.token(), provider.key, algorithms=["ES256"]).claims
    with pytest.raises(TokenInvalid):
        await provider.identity().officer(jwt.encode(borrowed, claims, stranger.key))


async def test_an_unsigned_token_is_refused(provider: Provider) -> None:
    _, payload, _ = provider.token().split(".")
    header = "eyJhbGciOiJub25lIn0"  # {"alg":"none"}
    with pytest.raises(TokenInvalid):
        await provider.identity().officer(f"{header}.{payload}.")


async def test_a_token_signed_with_the_public_key_as_a_password_is_refused(
    provider: Provider,
) -> None:
    password = OctKey.import_key(provider.keys())
    claims = jwt.decode(provider.token(), provider.key, algorithms=["ES256"]).claims
    forged = jwt.encode({"alg": "HS256", "kid": provider.key.kid}, claims, password)
    with pytest.raises(TokenInvalid):
        await provider.identity().officer(forged)


@pytest.mark.parametrize("token", ["", ".", "a.b.c", "ế.ế.ế", "e30.e30.", "x" * 100_000])
async def test_what_is_no_token_is_refused(provider: Provider, token: str) -> None:
    with pytest.raises(TokenInvalid):
        await provider.identity().officer(token)


ODD_JSON = [
    '"alg"', "[]", '["ES256"]', "7", "null", "true", "NaN", "{", '{"alg": "ES256", "kid": []}',
    '{"alg": {}}', '{"alg": "ES256", "b64": 7}', '{"alg": "ES256", "crit": "kid"}',
    '{"alg": "\\ud800"}', '{"kid": "\\u0000", "alg": "ES256"}', "[" * 5_000, '{"a":' * 5_000,
    "9" * 5_000,
]  # fmt: skip


def segment(written: str) -> str:
    return base64.urlsafe_b64encode(written.encode()).decode().rstrip("=")


@pytest.mark.parametrize("odd", ODD_JSON, ids=lambda odd: odd[:30])
async def test_a_token_whose_parts_are_odd_is_refused(provider: Provider, odd: str) -> None:
    header, payload, signature = provider.token().split(".")
    for token in (
        f"{segment(odd)}.{payload}.{signature}",
        f"{segment(odd)}.e30.eA",
        f"{header}.{segment(odd)}.{signature}",
        f"{header}.{payload}.{segment(odd)}",
        signed(provider, odd),
    ):
        with pytest.raises(TokenInvalid):
            await provider.identity().officer(token)


def signed(provider: Provider, payload: str) -> str:
    """As the issuer itself would sign it."""
    header = {"alg": "ES256", "kid": provider.key.kid}
    return jws.serialize_compact(header, payload.encode(), provider.key)


async def test_half_a_character_is_no_subject(provider: Provider) -> None:
    _, payload, _ = provider.token(sub="HALF").split(".")
    good = base64.urlsafe_b64decode(payload + "==").decode()
    with pytest.raises(TokenInvalid):
        await provider.identity().officer(signed(provider, good.replace("HALF", "\\ud83d")))


async def test_an_officer_is_the_same_in_both_forms_of_unicode(provider: Provider) -> None:
    subjects = {
        (await provider.identity().officer(provider.token(sub=sub))).subject
        for sub in ("cán-bộ-7", unicodedata.normalize("NFD", "cán-bộ-7"))
    }
    assert subjects == {"cán-bộ-7"}


@pytest.mark.parametrize(
    "grants",
    [
        None,
        "everything",
        [None, 7, "system"],
        [{"role": "commune-officer", "place_id": "79", "reach": "subtree"}],
        [{"role": "commune-officer", "place_id": str(COMMUNE), "reach": "everywhere"}],
        [{"role": "commune-officer", "place_id": None, "reach": "subtree"}],
        [{"role": "commune-officer", "reach": "own"}],
        [{"role": "commune-officer", "place_id": f"{COMMUNE}\0", "reach": "own"}],
        [{"role": "commune-officer", "place_id": f"{{{COMMUNE}}}", "reach": "own"}],
        [{"role": "commune-officer", "place_id": "١" * 32, "reach": "own"}],
        [[["system"]]],
    ],
    ids=str,
)
def test_a_grant_that_cannot_be_read_grants_nothing(grants: object) -> None:
    assert grants_of({"grants": grants}) == ()


def test_one_unreadable_grant_does_not_take_the_others_along() -> None:
    good = Grant("hamlet-officer", COMMUNE, "own")
    assert grants_of({"grants": [7, written(good)]}) == (good,)


@pytest.mark.parametrize(
    ("authorization", "code"),
    [
        (None, "web.token-missing"),
        ("Basic b2ZmaWNlcg==", "web.token-missing"),
        ("Bearer ", "web.token-missing"),
        ("Bearer a.b.c", "web.token-invalid"),
    ],
)
def test_who_does_not_sign_in_is_told_to(
    client: TestClient, authorization: str | None, code: str
) -> None:
    headers = {} if authorization is None else {"Authorization": authorization}
    answer = client.get("/sample/v1/places", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (401, code)
    assert answer.headers["www-authenticate"] == "Bearer"


def test_an_expired_officer_is_told_so(client: TestClient, provider: Provider) -> None:
    headers = signed_in(provider.token(exp=now() - 60), Accept_Language="en")
    answer = client.get("/sample/v1/places", headers=headers)
    assert answer.json()["detail"] == TokenExpired.sentence
