"""Every topic and every type of event that is published, and by whom."""

from dataclasses import dataclass

from shared.contracts import funding, recognition, registry
from shared.contracts.envelope import Contract


@dataclass(frozen=True)
class Topic:
    """A Kafka topic without prefix. The number of partitions never changes."""

    name: str
    events: tuple[type[Contract], ...]
    partitions: int = 6

    @property
    def owner(self) -> str:
        """The service that alone may publish here; `source_of(owner)` is its `ce_source`."""
        return self.name.partition(".")[0]


TOPICS: tuple[Topic, ...] = (
    Topic(
        "registry.places",
        (
            registry.PlaceEstablishedV1,
            registry.PlaceAlteredV1,
            registry.PlaceEndedV1,
            registry.PlaceSucceededV1,
        ),
        partitions=1,
    ),
    Topic("registry.families", (registry.FamilyRegisteredV1,)),
    Topic("registry.clans", (registry.ClanRegisteredV1, registry.ClanEndedV1)),
    Topic("registry.centres", (registry.CentreEstablishedV1, registry.ClassHeldV1)),
    Topic("registry.people", (registry.PersonErasedV1,)),
    Topic(
        "recognition.candidacies",
        (
            recognition.CandidacyRegisteredV1,
            recognition.CandidacyWithdrawnV1,
            recognition.TitleRecognisedV1,
            recognition.CandidacyDeclinedV1,
            recognition.RecognitionRevokedV1,
        ),
    ),
    Topic("funding.funds", (funding.FundOpenedV1, funding.ScholarshipAwardedV1)),
)

TOPIC_BY_NAME: dict[str, Topic] = {topic.name: topic for topic in TOPICS}
EVENT_BY_TYPE: dict[str, type[Contract]] = {
    event.TYPE: event for topic in TOPICS for event in topic.events
}


def topics_of(service: str) -> tuple[Topic, ...]:
    """The topics this service owns."""
    return tuple(topic for topic in TOPICS if topic.owner == service)
