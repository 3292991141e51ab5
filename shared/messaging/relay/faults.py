"""Why a relay does not relay. All are tried again with back-off; each is said by `unready`."""


class RelayFault(Exception):
    """Something the relay itself found; its text is for operators."""


class LogBehindKafka(RelayFault):
    """Kafka holds what the log does not know, or knows differently: the database lost facts.
    Nothing is sent and nothing may be recorded until `hieuhoc recover`."""


class PartitionsDiffer(RelayFault):
    """Sending on would break the order of subjects."""


class TopicMissing(RelayFault):
    """`hieuhoc topics apply` was not run, or somebody deleted it."""


class TopicRecreated(RelayFault):
    """A topic was deleted and made again, or a broker lost its end: all is compared anew."""


class CannotPublish(RelayFault):
    """A fact's published events break the contract; everything behind it waits."""


class LockLost(RelayFault):
    """This relay was silent too long and another may be active."""


class Stopping(RelayFault):
    """Asked to stop, with records on their way that Kafka did not acknowledge in time."""
