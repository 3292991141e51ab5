"""Whether all is quiet again: everything recorded was published, heard, shown and sent."""

import importlib

from shared.eventstore.connections import connect
from shared.messaging import control
from shared.messaging.listener.settings import topics_of
from tests.faults.storm.site import LISTENERS, PUBLISHERS, SERVICES, Site

UNPUBLISHED = "select (select position from log_head) - (select position from relay_mark)"
UNSHOWN = "select coalesce(sum(h.position - v.position), 0) from view_marks v, log_head h"
UNSENT = "select count(*) from deliveries_v1 where status = 'requested'"


def behind(site: Site) -> list[str]:
    """Who is behind whom, in the order in which they hear of each other: when none is, nothing
    is under way any more."""
    found: list[str] = []
    for service in SERVICES:
        if service in LISTENERS and (unheard := _unheard(site, service)):
            found.append(f"{service} hears {unheard}")
        if service in PUBLISHERS and _number(site, service, UNPUBLISHED):
            found.append(f"{service} publishes")
    found += [f"{service} shows" for service in SERVICES[:-1] if _number(site, service, UNSHOWN)]
    if _number(site, "notifications", UNSENT):
        found.append("notifications sends")
    return found


def _number(site: Site, service: str, query: str) -> int:
    ((number,),) = site.rows(service, query)
    return int(number)


def _unheard(site: Site, service: str) -> list[str]:
    """Lag, and projections that have not begun."""
    hearers = importlib.import_module(f"services.{service}.main").HEARERS
    wanted = {(each.name, each.version, topic) for each in hearers for topic in topics_of(each)}
    with connect(site.database(service), "storm") as connection:
        marks = control.handled(connection)
    there = control.extents(site.brokers, {topic for *_, topic in wanted})
    lags = [lag for lag in control.lags(marks, there) if lag.records]
    begun = {(mark.projection, mark.version, mark.topic) for mark in marks}
    late = {lag.topic for lag in lags}
    details = [
        f"{mark} of {there[mark.topic, mark.partition]}" for mark in marks if mark.topic in late
    ]
    return [*map(str, lags), *(str(each) for each in wanted - begun), *details]
