"""The metric catalogue: every metric of the product is declared here and nowhere else.

Counters and histograms are kept by the process that does the work. What tells of progress is
`Asked`: it has no value of its own, a collector asks the database and Kafka for it while it is
scraped, so that a dead worker cannot freeze a healthy value. Such a figure is the same from
everywhere; the role with the service's face shows it, so that sums are true (decision 0007).
Labels are closed sets: never a place, an id, an officer or free text.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from prometheus_client import Counter, Gauge, Histogram, disable_created_metrics
from prometheus_client.core import GaugeMetricFamily

disable_created_metrics()  # type: ignore[no-untyped-call]  # the library gives it no types

PREFIX: Final = "hieuhoc_"
LABELS: Final = frozenset(
    {"service", "projection", "event_type", "route", "method", "status_class", "topic", "group"}
    | {"reason", "channel", "outcome", "level", "kind", "code", "action", "version", "commit"}
)
"""Every label there may be; `code` is a refusal's, `action` a route's, `version` and `commit` are
the build's."""


@dataclass(frozen=True)
class Asked:
    """A gauge whose values are asked for while it is scraped."""

    name: str
    documentation: str
    labels: tuple[str, ...] = ()

    def family(self, values: Iterable[tuple[Sequence[str], float]] = ()) -> GaugeMetricFamily:
        """The answer: one value per set of labels, those in the order of `labels`."""
        family = GaugeMetricFamily(self.name, self.documentation, labels=self.labels)
        for labels, value in values:
            family.add_metric(labels, value)
        return family


# At the door.

HTTP_REQUEST_DURATION = Histogram(
    "hieuhoc_http_request_duration_seconds",
    "Rate, errors and duration of HTTP requests; the route is its template.",
    ["service", "method", "route", "status_class"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
HTTP_CONNECTIONS_ENDED = Counter(
    "hieuhoc_http_connections_ended_total",
    "Connections that we ended because of what their clients did, by the reason.",
    ["service", "reason"],
)
REFUSALS = Counter(
    "hieuhoc_refusals_total",
    "Answers that said no, by the code of the refusal.",
    ["service", "code"],
)

TOKENS_REFUSED = Counter(
    "hieuhoc_tokens_refused_total",
    "Tokens that were refused, by the claim or what else was wrong; grants: believed, but good for"
    " nothing.",
    ["service", "reason"],
)
DENIALS = Counter(
    "hieuhoc_denials_total",
    "Officers who asked for what is not there or not theirs, by the action.",
    ["service", "action"],
)

# Into the log.

EVENTS_APPENDED = Counter(
    "hieuhoc_events_appended_total", "Facts recorded in the log.", ["service", "event_type"]
)
APPEND_CONFLICTS = Counter(
    "hieuhoc_append_conflicts_total", "Units that lost a race and were decided again.", ["service"]
)
APPEND_BATCH_SIZE = Histogram(
    "hieuhoc_append_batch_size",
    "Units gathered into one append.",
    ["service"],
    buckets=(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024),
)
EVENT_LOG_POSITION = Asked(
    "hieuhoc_event_log_position", "The position of the last fact in the log.", ("service",)
)
EVENT_LOG_HALTED = Asked(
    "hieuhoc_event_log_halted",
    "1 while the log takes nothing because Kafka holds what the database lost, else 0.",
    ("service",),
)

EVENT_LOG_HEAD_AHEAD = Asked(
    "hieuhoc_event_log_head_ahead_seconds",
    "By how much the last fact was recorded later than now; 0 when it was not.",
    ("service",),
)

# Onto Kafka.

RELAY_POSITION = Asked(
    "hieuhoc_relay_position", "The log position up to which the relay has published.", ("service",)
)
OUTBOX_PENDING_EVENTS = Asked(
    "hieuhoc_outbox_pending_events", "Facts recorded and not yet passed by the relay.", ("service",)
)
OUTBOX_OLDEST_PENDING = Asked(
    "hieuhoc_outbox_oldest_pending_timestamp_seconds",
    "When the oldest fact not yet passed by the relay was recorded; 0 when there is none.",
    ("service",),
)
RELAY_STOPPED = Gauge(
    "hieuhoc_relay_stopped",
    "1 while the relay can go on only after an operator has done something, by reason.",
    ["service", "reason"],
)
RELAY_FOREIGN_RECORDS = Gauge(
    "hieuhoc_relay_foreign_records",
    "Records under the service's name, behind its last own ones, that its log never sent.",
    ["service", "topic"],
)

# From Kafka, and from the log into own views.

PROJECTION_LAG = Asked(
    "hieuhoc_projection_lag_events",
    "Records not yet handled by a projection.",
    ("service", "projection"),
)
PROJECTION_OLDEST_UNAPPLIED = Asked(
    "hieuhoc_projection_oldest_unapplied_timestamp_seconds",
    "When the oldest record not yet handled was recorded; 0 when caught up.",
    ("service", "projection"),
)
REBUILD_WANTED = Asked(
    "hieuhoc_rebuild_wanted",
    "1 while a projection or view counts nothing because its code would count otherwise than what"
    " is live, else 0.",
    ("service", "projection"),
)
VIEW_FACTS_SET_ASIDE = Asked(
    "hieuhoc_view_facts_set_aside",
    "Facts of the log that a view could not be told, and those that wait behind them.",
    ("service", "projection"),
)
LISTENER_EVENTS = Counter(
    "hieuhoc_listener_events_total",
    "Records heard; outcome is applied, repeated, ignored or parked.",
    ["service", "topic", "outcome"],
)
LISTENER_UNAPPLIED_REPEATS = Counter(
    "hieuhoc_listener_unapplied_repeats_total",
    "Records dropped as repeats of which nothing ever came: facts this service has lost.",
    ["service", "topic"],
)
LISTENER_PARTITIONS_PAUSED = Asked(
    "hieuhoc_listener_partitions_paused",
    "Partitions of which nothing more is applied: too many subjects in a row met a fault of the"
    " program.",
    ("service", "projection"),
)
END_TO_END = Histogram(
    "hieuhoc_end_to_end_seconds",
    "From a fact's recording until it is visible in a projection of this service; observed once"
    " per partition and batch, of its oldest fact, so it counts no events.",
    ["service"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800),
)
DEAD_LETTERS_OPEN = Asked(
    "hieuhoc_dead_letters_open", "Records parked and neither redriven nor discarded.", ("service",)
)
DEAD_LETTERS = Counter(
    "hieuhoc_dead_letters_total", "Records parked, by reason.", ["service", "reason"]
)
REBUILD_PROGRESS = Gauge(
    "hieuhoc_rebuild_progress_ratio",
    "How much of its source a projection being rebuilt has handled, 0 to 1.",
    ["service", "projection"],
)

# What the services do.

DUE_WAITING = Asked(
    "hieuhoc_due_waiting",
    "What is due by today and was not done by the worker, by what it is.",
    ("service", "kind"),
)

REQUESTS_UNACKNOWLEDGED = Asked(
    "hieuhoc_requests_unacknowledged",
    "Requests of persons about their data that were not acknowledged by the day of their term.",
    ("service",),
)
REQUESTS_OVERDUE = Asked(
    "hieuhoc_requests_overdue",
    "Requests of persons about their data that were not answered by their due day.",
    ("service",),
)
IMPORTS_WAITING = Asked(
    "hieuhoc_imports_waiting",
    "Imports that were confirmed and have not come to an end.",
    ("service",),
)
IMPORTS_OLDEST_WAITING = Asked(
    "hieuhoc_imports_oldest_waiting_timestamp_seconds",
    "Since when the import waits or runs that came no further for the longest time; 0: none does.",
    ("service",),
)
ROLLUP_AS_OF = Asked(
    "hieuhoc_rollup_as_of_timestamp_seconds",
    'The "data as of" that is printed on reports; it stands still while nothing happens, so it is'
    " stale only where hieuhoc_projection_lag_events is not 0.",
)
NOTIFICATIONS = Counter(
    "hieuhoc_notifications_total", "Messages handed to a channel.", ["channel", "outcome"]
)
WEBHOOK_DELIVERIES = Counter("hieuhoc_webhook_deliveries_total", "Webhook calls made.", ["outcome"])
IMPORT_ROWS = Counter("hieuhoc_import_rows_total", "Rows of imported files.", ["kind", "outcome"])

# The process and what it stands on.

AUDIT_VERIFIED = Gauge(
    "hieuhoc_audit_verified_timestamp_seconds",
    "When the audit chain was last verified whole.",
    ["service"],
)
BUILD_INFO = Gauge("hieuhoc_build_info", "Always 1; which build this is.", ["version", "commit"])
DATABASE_POOL_CONNECTIONS = Asked(
    "hieuhoc_database_pool_connections", "Connections the pool holds.", ("service",)
)
DATABASE_POOL_AVAILABLE = Asked(
    "hieuhoc_database_pool_available_connections", "Connections nobody uses now.", ("service",)
)
DATABASE_POOL_WAITING = Asked(
    "hieuhoc_database_pool_waiting_requests", "Callers waiting for a connection now.", ("service",)
)
