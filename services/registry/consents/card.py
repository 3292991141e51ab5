"""All that belongs to consents, which stay at home."""

from services.registry.consents import api
from services.registry.consents.consent import ConsentGiven, ConsentWithdrawn
from shared.web.card import Card

CARD = Card(
    name="consents",
    facts=(ConsentGiven, ConsentWithdrawn),
    kept=(ConsentGiven, ConsentWithdrawn),
    routes=api.routes,
    actions=("registry.consent.give", "registry.consent.withdraw", "registry.consent.read"),
)
