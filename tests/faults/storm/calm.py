"""Whether all is quiet again: everything recorded was published, heard, shown and sent."""

import importlib

from shared.web.progress import progress_of, readers
from tests.faults.storm.site import LISTENERS, PUBLISHERS, SERVICES, Site

UNPUBLISHED = "select (select position from log_head) - (select position from relay_mark)"
UNSHOWN = "select coalesce(sum(h.position - v.position), 0) from view_marks v, log_head h"
UNFINISHED = "select count(*) from imports where state in ('waiting', 'running')"
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
    if _number(site, "registry", UNFINISHED):
        found.append("registry brings lists in")
    if _number(site, "notifications", UNSENT):
        found.append("notifications sends")
    return found


def _number(site: Site, service: str, query: str) -> int:
    ((number,),) = site.rows(service, query)
    return int(number)


def _unheard(site: Site, service: str) -> list[str]:
    """Every lag, as the service's own metrics tell it."""
    hearers = importlib.import_module(f"services.{service}.main").HEARERS
    reading = readers(hearers, ())
    progress = progress_of(service, site.database(service), site.brokers, reading)
    try:
        found = progress.behind()
    finally:
        progress.close()
    return [
        f"{reader.label} {topic}: {behind.records:g}"
        for reader, topics in found.items()
        for topic, behind in topics.items()
        if behind.records
    ]
