"""Each container has an address of the loopback network for its own, so that every port stays."""

import random
import re
from collections.abc import Iterable, Mapping
from typing import Final

OWN: Final = re.compile(r"(?<![\d.])(?:0\.0\.0\.0|127\.0\.0\.1)(?![\d.])")


class Street:
    """Names are looked up in a file of hosts, as Docker's containers look up each other."""

    def __init__(self, names: Iterable[str], inside: Mapping[str, str]) -> None:
        """`inside`: who has no address but that of another (network_mode: service:…)."""
        choice = random.SystemRandom()
        network = f"127.{choice.randint(64, 250)}.{choice.randint(1, 250)}"
        mine = {name: f"{network}.{number}" for number, name in enumerate(names, 2)}
        self._addresses = mine | {name: mine[other] for name, other in inside.items()}

    def __getitem__(self, name: str) -> str:
        return self._addresses[name]

    def hosts(self, name: str) -> str:
        """What a container's /etc/hosts says: it is its own localhost."""
        others = "".join(f"{address} {each}\n" for each, address in self._addresses.items())
        return f"{self._addresses[name]} localhost\n{others}"

    def here(self, name: str, text: str) -> str:
        """Where a container says all its addresses, or its own loopback, it means its one."""
        return OWN.sub(self._addresses[name], text)
