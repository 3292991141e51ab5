"""For every operation a request that is answered with 2xx: what the walk makes odd, piece by piece.

An operation without one fails the walk: add it here.
"""

from tests.doors.samples.asked import samples
from tests.doors.samples.bodies import candidacy_body
from tests.doors.samples.making import world
from tests.doors.samples.things import PLACES, Body, Sample, World

__all__ = ["PLACES", "Body", "Sample", "World", "candidacy_body", "samples", "world"]
