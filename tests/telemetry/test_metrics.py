"""The catalogue: whole, closed, and the only place where metrics are declared."""

import re
from pathlib import Path

import pytest
from prometheus_client import Counter
from prometheus_client.metrics import MetricWrapperBase

from shared.telemetry import metrics
from shared.telemetry.metrics import LABELS, PREFIX, Asked

DESIGNED = {
    "http_request_duration_seconds", "events_appended_total", "append_conflicts_total",
    "append_batch_size", "refusals_total", "event_log_position", "relay_position",
    "outbox_pending_events", "outbox_oldest_pending_timestamp_seconds", "projection_lag_events",
    "projection_oldest_unapplied_timestamp_seconds", "listener_events_total", "dead_letters_open",
    "dead_letters_total", "rebuild_progress_ratio", "end_to_end_seconds",
    "rollup_as_of_timestamp_seconds", "notifications_total", "webhook_deliveries_total",
    "import_rows_total", "audit_verified_timestamp_seconds", "build_info",
}  # fmt: skip


CATALOGUE = [
    (each.name if isinstance(each, Asked) else next(iter(each.describe())).name, each)
    for each in vars(metrics).values()
    if isinstance(each, Asked | MetricWrapperBase)
]


def scraped(name: str, each: Asked | MetricWrapperBase) -> str:
    return f"{name}_total" if isinstance(each, Counter) else name


def labels_of(each: Asked | MetricWrapperBase) -> set[str]:
    return set(each.labels if isinstance(each, Asked) else each._labelnames)


CATALOGUE = [(scraped(name, each), each) for name, each in CATALOGUE]
NAMES = [name for name, _ in CATALOGUE]


def test_the_catalogue_holds_everything_the_design_names() -> None:
    assert {f"{PREFIX}{name}" for name in DESIGNED} <= set(NAMES)


def test_no_name_is_declared_twice() -> None:
    assert len(NAMES) == len(set(NAMES))


@pytest.mark.parametrize(("name", "each"), CATALOGUE, ids=NAMES)
def test_a_metric_has_the_prefix_and_labels_of_closed_sets_only(
    name: str, each: Asked | MetricWrapperBase
) -> None:
    assert name.startswith(PREFIX)
    assert labels_of(each) <= LABELS


def test_progress_is_asked_for_and_never_kept() -> None:
    kept = {n for n, each in vars(metrics).items() if isinstance(each, MetricWrapperBase)}
    told = ("POSITION", "PENDING", "LAG", "OLDEST", "OPEN", "AS_OF", "HALTED", "POOL")
    assert not {name for name in kept if any(word in name for word in told)}


def test_what_is_asked_answers_with_its_labels_in_order() -> None:
    family = metrics.PROJECTION_LAG.family([(("registry", "families.v1"), 3.0)])
    assert family.samples[0].labels == {"service": "registry", "projection": "families.v1"}


@pytest.mark.parametrize("name", NAMES)
def test_only_counters_end_in_total_and_no_name_is_taken_by_a_series(name: str) -> None:
    counters = {n for n, each in CATALOGUE if isinstance(each, Counter)}
    assert name.endswith("_total") == (name in counters)
    assert not name.endswith(("_count", "_sum", "_bucket", "_created"))


def test_the_operators_table_names_metrics_that_exist() -> None:
    page = (Path(__file__).parents[2] / "docs/operate/metrics.md").read_text()
    named = set(re.findall(r"hieuhoc_[a-z_]+", page))
    assert named
    assert named <= set(NAMES)
