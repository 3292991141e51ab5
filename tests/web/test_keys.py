"""The issuer's keys: learned, kept, given up; and tokens remembered under them."""

import json
from datetime import timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
import time_machine

from shared.vocabulary.calendar import system_clock
from shared.web import identity as room
from shared.web.identity import Identity
from shared.web.keys import Keys
from shared.web.refusals import KeysUnavailable, TokenExpired, TokenInvalid
from tests.web.tokens import AUDIENCE, ISSUER, Provider


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
    identity, token = provider.identity(), provider.token()
    await identity.officer(token)
    with time_machine.travel(system_clock() + timedelta(hours=1)), pytest.raises(TokenExpired):
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
