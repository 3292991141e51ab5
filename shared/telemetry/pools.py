"""How busy a service's database pools are, asked while it is scraped."""

from collections.abc import Iterator, Sequence
from typing import Final, Protocol

from prometheus_client import Metric

from shared.telemetry import metrics
from shared.telemetry.metrics import Asked

_STATISTICS: Final[tuple[tuple[Asked, str], ...]] = (
    (metrics.DATABASE_POOL_CONNECTIONS, "pool_size"),
    (metrics.DATABASE_POOL_AVAILABLE, "pool_available"),
    (metrics.DATABASE_POOL_WAITING, "requests_waiting"),
)


class Pool(Protocol):
    def get_stats(self) -> dict[str, int]: ...


class Pools:
    """Collector of the sums over all pools of one service."""

    def __init__(self, service: str, pools: Sequence[Pool]) -> None:
        self._service = service
        self._pools = pools

    def collect(self) -> Iterator[Metric]:
        found = [pool.get_stats() for pool in self._pools]
        for gauge, name in _STATISTICS:
            value = float(sum(statistics.get(name, 0) for statistics in found))
            yield gauge.family([((self._service,), value)])

    def close(self) -> None:
        """The pools are closed by who opened them."""
