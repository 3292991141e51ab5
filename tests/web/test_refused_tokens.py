"""Why a token was refused is told to whoever keeps the service, and nothing of the token."""

import base64
import json
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest
import structlog
from fastapi.testclient import TestClient
from joserfc import jws, jwt
from joserfc.jwk import ECKey, OctKey, RSAKey
from prometheus_client import REGISTRY
from structlog.testing import capture_logs

from shared.telemetry import logs
from shared.web.keys import Keys
from shared.web.refused_tokens import REASONS
from tests.web.sample import COMMUNE
from tests.web.tokens import Provider, commune_officer, signed_in

SECRET = "tiết-lộ"  # in every token and in no line


def now() -> int:
    return int(datetime.now(UTC).timestamp())


def claims(provider: Provider, **said: Any) -> str:
    return provider.token(commune_officer(COMMUNE), **({"sub": SECRET, "jti": SECRET} | said))


def of_header(provider: Provider, header: dict[str, Any], key: Any) -> str:
    """The good claims under another header and key."""
    algorithms = [str(header["alg"])]
    body = jwt.decode(claims(provider), provider.key, algorithms=["ES256"]).claims
    registry = jws.JWSRegistry(algorithms=algorithms)
    return jwt.encode(header, body, key, algorithms=algorithms, registry=registry)


def with_head(provider: Provider, head: str) -> str:
    _, body, signature = claims(provider).split(".")
    return f"{base64.urlsafe_b64encode(head.encode()).decode().rstrip('=')}.{body}.{signature}"


def changed(provider: Provider) -> str:
    """The claims of one token under the signature of another."""
    head, body, _ = claims(provider).split(".")
    return f"{head}.{body}.{claims(provider, sub='somebody').split('.')[2]}"


def signed_text(provider: Provider, payload: str) -> str:
    header = {"alg": "ES256", "kid": provider.key.kid}
    return jws.serialize_compact(header, payload.encode(), provider.key)


KID = "kid"
BROKEN: list[tuple[str, Callable[[Provider], str]]] = [
    ("exp", lambda p: claims(p, exp=now() - 60)),
    ("exp", lambda p: claims(p, exp=None)),
    ("exp", lambda p: claims(p, exp=10**400)),
    ("exp", lambda p: claims(p, exp=True)),
    ("exp", lambda p: claims(p, exp="4000000000")),
    ("nbf", lambda p: claims(p, nbf=4_000_000_000)),
    ("nbf", lambda p: claims(p, nbf=SECRET)),
    ("iat", lambda p: claims(p, iat=SECRET)),
    ("jti", lambda p: claims(p, jti=7)),
    ("iss", lambda p: claims(p, iss=SECRET)),
    ("iss", lambda p: claims(p, iss=[SECRET])),
    ("iss", lambda p: claims(p, iss=None)),
    ("aud", lambda p: claims(p, aud=SECRET)),
    ("aud", lambda p: claims(p, aud=[SECRET, "account"])),
    ("aud", lambda p: claims(p, aud={"hieuhoc": SECRET})),
    ("aud", lambda p: claims(p, aud=None)),
    ("aud", lambda p: claims(p, aud=None, sub=None)),
    ("sub", lambda p: claims(p, sub=None)),
    ("sub", lambda p: claims(p, sub=7)),
    ("sub", lambda p: claims(p, sub=f"{SECRET}\0")),
    ("sub", lambda p: claims(p, sub=SECRET * 99)),
    ("sub", lambda p: claims(p, sub="system:officer")),
    ("signature", changed),
    ("signature", lambda p: claims(p)[:-2]),
    ("signature", lambda p: claims(p).rpartition(".")[0] + "."),
    ("signature", lambda p: of_header(p, {"alg": "ES256", KID: p.key.kid}, Provider().key)),
    ("key", lambda p: claims(Provider())),
    ("key", lambda p: with_head(p, json.dumps({"alg": "ES256", KID: "../../etc/passwd"}))),
    ("key", lambda p: of_header(p, {"alg": "RS256", KID: p.key.kid}, RSAKey.generate_key())),
    ("algorithm", lambda p: with_head(p, '{"alg": "none"}')),
    ("algorithm", lambda p: with_head(p, '{"alg": "nOnE", "kid": "1"}')),
    ("algorithm", lambda p: with_head(p, '{"kid": "1"}')),
    ("algorithm", lambda p: of_header(p, {"alg": "HS256", KID: p.key.kid}, OctKey.generate_key())),
    ("algorithm", lambda p: of_header(p, {"alg": "ES384"}, ECKey.generate_key("P-384"))),
    ("form", lambda _: SECRET),
    ("form", lambda _: "a.b.c"),
    ("form", lambda p: claims(p) + ".x"),
    ("algorithm", lambda p: with_head(p, "[]")),
    ("form", lambda p: with_head(p, "{")),
    ("form", lambda p: with_head(p, '{"a":' * 5_000)),
    ("form", lambda p: signed_text(p, SECRET)),
    ("form", lambda p: signed_text(p, "[" * 5_000)),
    ("algorithm", lambda _: "e30.e30."),
]


def counted(reason: str) -> float:
    name, labels = "hieuhoc_tokens_refused_total", {"service": "sample", "reason": reason}
    return REGISTRY.get_sample_value(name, labels) or 0.0


@pytest.mark.parametrize(("reason", "made"), BROKEN)
def test_a_refused_token_leaves_the_reason_and_nothing_of_itself(
    client: TestClient, provider: Provider, reason: str, made: Callable[[Provider], str]
) -> None:
    token, before = made(provider), counted(reason)
    with capture_logs() as lines:
        headers = {b"Authorization": f"Bearer {token}".encode()}
        answer = client.get("/sample/v1/places", headers=headers)
    assert answer.status_code == 401
    assert reason in REASONS
    assert (counted(reason) - before, lines) == (
        1,
        [{"event": f"token refused: {reason}", "log_level": "warning"}],
    )


@pytest.mark.parametrize("grants", [None, [], "everything", {"role": "system"}, [{"role": 7}]])
def test_a_good_token_that_grants_nothing_is_told_of(
    client: TestClient, provider: Provider, grants: object
) -> None:
    token, before = provider.token(grants=grants), counted("grants")
    with capture_logs() as lines:
        answer = client.get("/sample/v1/places", headers=signed_in(token))
    assert answer.status_code == 403
    assert counted("grants") == before + 1
    assert {"event": "token grants nothing", "log_level": "warning"} in lines


def test_a_good_token_leaves_no_line(client: TestClient, officer: dict[str, str]) -> None:
    with capture_logs() as lines:
        assert client.get("/sample/v1/places", headers=officer).status_code == 200
    assert lines == []


def test_a_flood_of_one_kind_is_a_few_lines_and_hides_no_other(
    client: TestClient, provider: Provider
) -> None:
    stream, kept, before = StringIO(), logging.getLogger().handlers[:], structlog.get_config()
    logs.configure("sample", stream)
    try:
        for token in ["a.b.c"] * 50 + [provider.token(aud=None)]:
            client.get("/sample/v1/places", headers=signed_in(token))
    finally:
        logging.getLogger().handlers[:] = kept
        structlog.configure(**before)
    told = [json.loads(line)["event"] for line in stream.getvalue().splitlines()]
    assert told.count("token refused: form") == logs.BURST
    assert told.count("token refused: aud") == 1


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (
            "http://127.0.0.1:1/keys?secret=1",
            {"error": "URLError", "host": "127.0.0.1:1"},
        ),
        (
            "/nowhere/keys.json",
            {"error": "FileNotFoundError", "reason": "No such file or directory"},
        ),
        ("{nonsense", {"error": "JSONDecodeError"}),
    ],
)
async def test_whoever_cannot_ask_the_issuer_says_whom_and_why(
    source: str, told: dict[str, str]
) -> None:
    with capture_logs() as lines:
        await Keys(source)._ask()
    (line,) = lines
    assert line["event"] == "issuer keys cannot be read"
    assert told.items() <= line.items()
    assert "secret" not in str(line)
    assert "refused" in line.get("reason", "refused") or "host" not in told
