"""Dead letters: records that could not be heard, parked in the listener's own database."""

from shared.messaging.dead_letters.alone import PartitionBusy as PartitionBusy
from shared.messaging.dead_letters.alone import RedriveUnderWay as RedriveUnderWay
from shared.messaging.dead_letters.discarding import discard as discard
from shared.messaging.dead_letters.letters import Cause as Cause
from shared.messaging.dead_letters.letters import Contents as Contents
from shared.messaging.dead_letters.letters import Letter as Letter
from shared.messaging.dead_letters.letters import NoSuchLetter as NoSuchLetter
from shared.messaging.dead_letters.letters import Parked as Parked
from shared.messaging.dead_letters.letters import listed as listed
from shared.messaging.dead_letters.letters import park as park
from shared.messaging.dead_letters.letters import shown as shown
from shared.messaging.dead_letters.pauses import Accepted as Accepted
from shared.messaging.dead_letters.pauses import NothingPaused as NothingPaused
from shared.messaging.dead_letters.pauses import PartitionPaused as PartitionPaused
from shared.messaging.dead_letters.pauses import Pause as Pause
from shared.messaging.dead_letters.pauses import accept as accept
