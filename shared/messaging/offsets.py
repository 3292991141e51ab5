"""How librdkafka is asked where a partition begins, and where its next record will be."""

from typing import Final

from confluent_kafka.admin import OffsetSpec  # type: ignore[attr-defined]  # it is documented

EARLIEST: Final[OffsetSpec] = OffsetSpec.earliest()  # type: ignore[no-untyped-call]
LATEST: Final[OffsetSpec] = OffsetSpec.latest()  # type: ignore[no-untyped-call]
