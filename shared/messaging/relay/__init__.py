"""The relay: from the log of a service onto its topics, in the log's order, nothing lost.

`relay.py` is the loop; `lock.py` makes it the only one; `checking.py` compares Kafka with the log
each time it takes over; `mark.py` is how far it came; `admission.py` asks before a fact is recorded
whether it could be sent.
"""

from shared.messaging.relay.admission import admission as admission
from shared.messaging.relay.faults import LogBehindKafka as LogBehindKafka
from shared.messaging.relay.outgoing import Outbox as Outbox
from shared.messaging.relay.relay import Relay as Relay
from shared.messaging.relay.settings import RelaySettings as RelaySettings
