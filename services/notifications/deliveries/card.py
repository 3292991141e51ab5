"""All that belongs to deliveries."""

from services.notifications.deliveries import api
from services.notifications.deliveries.delivery import DELIVERY_FACTS
from services.notifications.deliveries.views import Deliveries
from shared.web.card import Card

CARD = Card(
    name="deliveries",
    facts=DELIVERY_FACTS,
    kept=DELIVERY_FACTS,  # who is told what is nobody else's concern
    views=(Deliveries(),),
    routes=api.routes,
    actions=("notifications.delivery.read",),
)
