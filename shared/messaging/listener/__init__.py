"""Listeners: read models and commands kept from other services' events, exactly once in effect."""

from shared.messaging.listener.listener import Listener as Listener
from shared.messaging.listener.operators.redriving import AnotherProjection as AnotherProjection
from shared.messaging.listener.operators.redriving import Redriven as Redriven
from shared.messaging.listener.operators.redriving import redrive as redrive
from shared.messaging.listener.operators.redriving import redrive_reaction as redrive_reaction
from shared.messaging.listener.operators.succession import Waiting as Waiting
from shared.messaging.listener.operators.succession import name_successor as name_successor
from shared.messaging.listener.reaction_listener import ReactionListener as ReactionListener
from shared.messaging.listener.settings import ListenerSettings as ListenerSettings
from shared.messaging.listener.settings import Projection as Projection
from shared.messaging.listener.settings import Reaction as Reaction
from shared.messaging.listener.watching.watch import ListenerFenced as ListenerFenced
from shared.messaging.listener.watching.watch import ListenerSilent as ListenerSilent
