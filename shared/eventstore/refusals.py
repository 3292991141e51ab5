"""What the log itself may say no to."""

from typing import Final

from shared.eventstore.appending.units import Halted, Stop
from shared.vocabulary.refusals import Kind, Refusal


class KeyReused(Refusal):
    """The same actor gave the same key with another body."""

    code = "eventstore.key-reused"
    kind = Kind.CONFLICT
    sentence = "This idempotency key was used before, with another request."


class LogHalted(Refusal):
    """Kafka knows more than this log: nothing may be recorded until it is recovered."""

    code = "eventstore.log-halted"
    kind = Kind.UNAVAILABLE
    sentence = "Recording is halted until an operator has recovered the log: {reason}."


class NotComparedYet(Refusal):
    """The database was started anew: it may be an older copy of what Kafka holds already."""

    code = "eventstore.not-compared-yet"
    kind = Kind.UNAVAILABLE
    sentence = "Recording waits until the log has been compared with Kafka; ask again shortly."


class ClockAhead(Refusal):
    """What is recorded next would be recorded at that time, or later, for good."""

    code = "eventstore.clock-ahead"
    kind = Kind.UNAVAILABLE
    sentence = "The clock is {reason} ahead of the database's; nothing is recorded meanwhile."


STOPS: Final[dict[Stop, type[Refusal]]] = {
    Stop.HALTED: LogHalted,
    Stop.NOT_COMPARED: NotComparedYet,
    Stop.CLOCK_AHEAD: ClockAhead,
}


def not_recording(halted: Halted) -> Refusal:
    """Why nothing may be written now, to whoever asked."""
    return STOPS[halted.stop](reason=halted.reason)


class Busy(Refusal):
    """Others were faster each time."""

    code = "eventstore.busy"
    kind = Kind.UNAVAILABLE
    sentence = "Too many are changing this at once; ask again shortly."


class IdOfAnotherKind(Refusal):
    """What was decided would be added to the stream of something else."""

    code = "eventstore.id-of-another-kind"
    kind = Kind.CONFLICT
    sentence = "This id is that of something else."


class FactTooLarge(Refusal):
    """It would stop the relay."""

    code = "eventstore.fact-too-large"
    kind = Kind.INVALID
    sentence = "This is too large to be recorded: {size} bytes, at most {limit}."


class FactUnwritable(Refusal):
    """It cannot be put into JSON: a lone half of a character, a number past 64 bits."""

    code = "eventstore.fact-unwritable"
    kind = Kind.INVALID
    sentence = "What was given cannot be written down; nothing was recorded."
