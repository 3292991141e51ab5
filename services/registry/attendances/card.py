"""All that belongs to who came by name. It is kept at home; how many they are is told of what was
held, as what counts of it now."""

from services.registry.attendances.api import routes
from services.registry.attendances.attendance.facts import AttendeeNamed, AttendeeWithdrawn
from services.registry.attendances.views import ATTENDEES, PEOPLE_TOLD
from shared.web.card import Card

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
