"""FastStream's client: hands over a record at once, and hears the one error that ends it."""

import asyncio
from functools import partial
from typing import Any

from confluent_kafka import KafkaError, Message
from faststream.confluent import KafkaBroker
from faststream.confluent.helpers.client import AsyncConfluentConsumer
from faststream.confluent.schemas import Topic

from shared.messaging.refused import Refusals


class Client(AsyncConfluentConsumer):
    """librdkafka tells a consumer's fatal error once, among its messages, not to `error_cb`.
    FastStream drops every error; here the fatal one is kept."""

    fatal: str | None = None
    """Why the client gave up for good, if it did."""

    def __init__(self, *topics: Topic, refusals: Refusals, **given: Any) -> None:
        super().__init__(*topics, **given)
        self._refusals = refusals
        self.read_to: dict[tuple[str | None, int | None], int] = {}
        """Where a partition ended when it was last read to its end, which may be behind the last
        record: what transactions leave behind is not handed over."""

    async def getmany(
        self, timeout: float = 0.1, max_records: int | None = 10
    ) -> tuple[Message, ...]:
        take = partial(self._take, timeout, max_records or 10)
        received = await asyncio.get_running_loop().run_in_executor(self._thread_pool, take)
        return tuple(message for message in received if not self._is_error(message))

    def _take(self, timeout: float, most: int) -> list[Message]:
        """What is there as soon as something is: `consume` alone would wait its whole timeout
        for a full batch, and a lone record with it."""
        first = self.consumer.poll(timeout)
        return [] if first is None else [first, *self.consumer.consume(most - 1, 0)]

    def _is_error(self, message: Message) -> bool:
        error = message.error()
        if error is not None and error.code() == KafkaError._PARTITION_EOF:
            self.read_to[message.topic(), message.partition()] = message.offset() or 0
        elif error is not None and (error.fatal() or error.code() == KafkaError._FATAL):
            self.fatal = error.str()
        if error is None:
            self._refusals.let_in()
            return False
        self._refusals(error)
        return True


def use_client(broker: KafkaBroker, refusals: Refusals) -> None:
    """From now on the broker's subscribers are started with this client, which says there what
    it is refused."""
    config = broker.config.broker_config
    config.builder = partial(
        Client,
        refusals=refusals,
        config=config.connection_config,
        admin_service=config.admin,
        logger=config.logger,
    )
