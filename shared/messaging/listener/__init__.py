"""Listeners: read models and commands kept from other services' events, exactly once in effect."""

from shared.messaging.listener.listener import Listener as Listener
from shared.messaging.listener.settings import ListenerSettings as ListenerSettings
from shared.messaging.listener.settings import Ordering as Ordering
from shared.messaging.listener.settings import Projection as Projection
from shared.messaging.listener.watch import ListenerSilent as ListenerSilent
