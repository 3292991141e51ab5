"""The PostgreSQL of docker-compose.yml has a connection for everybody who may want one at once."""

import re
from importlib import import_module

from hieuhoc.laptop.servers import POSTGRES_SETTINGS
from tests.support.sources import ROOT, SERVICES

API, OF_REGISTRY, WORKER, IMPORTING, LISTENER = 15, 7, 11, 4, 5
"""What each process may hold, beside its views and what it hears with (docs/operate/limits.md)."""
KEPT_FREE = 15
"""Of PostgreSQL for its superuser, and for migrations, rebuilds and operators."""


def wanted() -> int:
    mains = [import_module(f"services.{service}.main") for service in SERVICES]
    apis = API * len(mains) + OF_REGISTRY
    workers = sum(WORKER + len(main.CARDS.views) for main in mains if main.CARDS.views) + IMPORTING
    hearers = [getattr(main, "HEARERS", ()) for main in mains]
    return apis + workers + sum(LISTENER + len(each) for each in hearers if each)


def test_there_is_a_connection_for_everybody_at_once() -> None:
    composed = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    (most,) = re.findall(r"max_connections=(\d+)", composed)
    assert wanted() + KEPT_FREE <= int(most), "raise max_connections and docs/operate/limits.md"
    assert int(POSTGRES_SETTINGS["max_connections"]) - wanted() >= 2 * KEPT_FREE, "the laptop's too"
    page = (ROOT / "docs" / "operate" / "limits.md").read_text(encoding="utf-8")
    assert f"`max_connections={most}`" in page
