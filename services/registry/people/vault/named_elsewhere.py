"""Who is named outside the vault, in what officers have sent: it goes when the person is erased."""

from collections.abc import Awaitable, Callable, Container
from dataclasses import dataclass
from uuid import UUID

from services.registry.people.vault.personal_data import PersonalData


@dataclass(frozen=True)
class NamedElsewhere:
    """`forget`: whatever names this person, found by a number, or by the name at places near."""

    forget: Callable[[PersonalData, Container[UUID]], Awaitable[None]]
