"""What a listener hands to a projection or to a command listener."""

import msgspec

from shared.contracts.envelope import Contract, Stamp


class Heard(msgspec.Struct, frozen=True, gc=False):
    """A published event and what its record said about it.

    `stamp.time` is when the owner recorded it, `stamp.sequence` where in the owner's log.
    """

    event: Contract
    stamp: Stamp
