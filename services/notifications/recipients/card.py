"""All that belongs to recipients."""

from services.notifications.recipients.recipient import RecipientRestricted, RecipientResumed
from shared.web.card import Card

FACTS = (RecipientRestricted, RecipientResumed)
CARD = Card(name="recipients", facts=FACTS, kept=FACTS)  # the registry has told it already
