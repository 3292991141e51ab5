"""Whose word is taken for who asks."""

import json
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import time_machine
from fastapi.testclient import TestClient
from joserfc import jwt
from joserfc.jwk import OctKey

from shared.web import identity as room
from shared.web.identity import Grant, Identity, Keys, grants_of
from shared.web.refusals import KeysUnavailable, TokenExpired, TokenInvalid
from tests.web.sample import COMMUNE
from tests.web.tokens import AUDIENCE, ISSUER, Provider, signed_in, written


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


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


async def test_a_new_key_of_the_issuer_is_learned_without_a_restart(tmp_path: Path) -> None:
    old, new, clock = Provider(), Provider(), Clock()
    file = tmp_path / "keys.json"
    file.write_text(old.keys())
    keys = Keys(str(file), clock)
    await keys.holding(old.key.kid)
    file.write_text(new.keys())
    clock.now += 11
    assert json.loads(new.keys()) == (await keys.holding(new.key.kid)).as_dict(private=False)


async def test_an_invented_key_does_not_make_us_ask_the_issuer_each_time(tmp_path: Path) -> None:
    old, clock = Provider(), Clock()
    file = tmp_path / "keys.json"
    file.write_text(old.keys())
    keys = Keys(str(file), clock)
    await keys.holding(old.key.kid)
    file.unlink()
    clock.now += 1
    assert (await keys.holding("invented")).get_by_kid(old.key.kid)


async def test_a_key_taken_back_by_the_issuer_ends_within_the_hour(tmp_path: Path) -> None:
    old, new, clock = Provider(), Provider(), Clock()
    file = tmp_path / "keys.json"
    file.write_text(old.keys())
    keys = Keys(str(file), clock)
    await keys.holding(old.key.kid)
    file.write_text(new.keys())
    clock.now += 3601
    assert [key.kid for key in await keys.holding(old.key.kid)] == [new.key.kid]


async def test_without_the_issuers_keys_nobody_is_believed(tmp_path: Path) -> None:
    with pytest.raises(KeysUnavailable):
        await Keys(str(tmp_path / "missing.json")).holding(None)


async def test_keys_past_their_hour_serve_on_while_the_issuer_is_away(tmp_path: Path) -> None:
    old, clock = Provider(), Clock()
    file = tmp_path / "keys.json"
    file.write_text(old.keys())
    keys = Keys(str(file), clock)
    await keys.holding(old.key.kid)
    file.unlink()
    clock.now += 3601
    assert (await keys.holding(old.key.kid)).get_by_kid(old.key.kid)


async def test_an_issuer_that_was_away_is_asked_again(tmp_path: Path) -> None:
    provider, clock = Provider(), Clock()
    file = tmp_path / "keys.json"
    keys = Keys(str(file), clock)
    with pytest.raises(KeysUnavailable):
        await keys.holding(provider.key.kid)
    file.write_text(provider.keys())
    clock.now += 2
    assert (await keys.holding(provider.key.kid)).get_by_kid(provider.key.kid)


async def test_keys_are_fetched_from_the_issuers_address(tmp_path: Path) -> None:
    provider = Provider()
    (tmp_path / "jwks.json").write_text(provider.keys())
    serving = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), serving) as server:
        Thread(target=server.serve_forever).start()
        keys = Keys(f"http://127.0.0.1:{server.server_port}/jwks.json")
        found = await keys.holding(provider.key.kid)
        server.shutdown()
    assert found.get_by_kid(provider.key.kid)


async def test_a_token_believed_once_is_not_believed_after_its_end(
    provider: Provider,
) -> None:
    identity, token = provider.identity(), provider.token(exp=now() + 60)
    await identity.officer(token)
    with time_machine.travel(now() + 120, tick=False), pytest.raises(TokenExpired):
        await identity.officer(token)


async def test_a_token_believed_once_is_not_believed_when_its_key_was_taken_back(
    tmp_path: Path,
) -> None:
    old, new, clock = Provider(), Provider(), Clock()
    file = tmp_path / "keys.json"
    file.write_text(old.keys())
    identity, token = Identity(ISSUER, AUDIENCE, Keys(str(file), clock)), old.token()
    await identity.officer(token)
    file.write_text(new.keys())
    clock.now += 3601
    with pytest.raises(TokenInvalid):
        await identity.officer(token)


async def test_no_more_tokens_are_remembered_than_fit(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "TOKENS_KEPT", 2)
    identity = provider.identity()
    for number in range(5):
        await identity.officer(provider.token(sub=f"officer-{number}"))
    assert len(identity._believed) <= 2
