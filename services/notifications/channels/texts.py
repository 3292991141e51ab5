"""The text of a message, from the Vietnamese catalogue."""

from collections.abc import Mapping
from datetime import date

from services.notifications.deliveries.delivery import DeliveryRequested
from services.notifications.words import BEARERS, TEXTS
from shared.vocabulary.titles import TITLES


class NoText(LookupError):
    """The catalogue has no text for this message, or the message not what its text says."""


def text_of(said: DeliveryRequested) -> str:
    """Days as day/month/year, numbers with a dot between thousands, titles and bearers by name."""
    try:
        text = TEXTS[said.rule_code].format(**_written(said.details))
        return text[0].upper() + text[1:]
    except (LookupError, ValueError):
        raise NoText(said.rule_code) from None


def _written(details: Mapping[str, str | int]) -> dict[str, str]:
    return {name: _value(name, value) for name, value in details.items()}


def _value(name: str, value: str | int) -> str:
    if name == "title":
        return TITLES[str(value)].name
    if name == "bearer_kind":
        return BEARERS[str(value)]
    if name.endswith("_on"):
        return f"{date.fromisoformat(str(value)):%d/%m/%Y}"
    if name.endswith("_year") or isinstance(value, str):
        return str(value)
    return f"{value:,}".replace(",", ".")
