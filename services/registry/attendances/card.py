"""All that belongs to who came by name. It is kept at home; how many they are is told of what was
held, as what counts of it now."""

from functools import partial

from services.registry.attendances.api import routes
from services.registry.attendances.attendance.facts import AttendeeNamed, AttendeeWithdrawn
from services.registry.attendances.changing import KINDS, OTHERWISE, follow
from services.registry.attendances.views import ATTENDEES, HELD_AT_ALL, PEOPLE_TOLD
from shared.eventstore.due.occurrence import Due
from shared.web.card import Card

DUES = tuple(
    Due(
        f"people-of-{name}-merged",
        OTHERWISE.format(held=HELD_AT_ALL, kind=name),
        partial(follow, kind),
        once=False,
    )
    for name, kind in KINDS.items()
)
CARD = Card(
    name="attendances",
    facts=(AttendeeNamed, AttendeeWithdrawn),
    told=(),
    kept=(AttendeeNamed, AttendeeWithdrawn),
    views=(ATTENDEES, PEOPLE_TOLD),
    routes=routes,
    actions=(
        "registry.attendance.name",
        "registry.attendance.withdraw",
        "registry.attendance.read",
    ),
)
