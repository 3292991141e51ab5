"""A service's own read tables: each moves forward in one transaction with its mark. A fact that a
view cannot be told is set aside, and the others go on."""

from shared.eventstore.views.catching_up import catch_up, lock_mark
from shared.eventstore.views.projector import Projector
from shared.eventstore.views.view import View

__all__ = ["Projector", "View", "catch_up", "lock_mark"]
