"""The connection of a client to our server: uvicorn's, within `bounds`."""

from enum import Enum
from typing import Any, Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from shared.web.bounds import Connections, Pace
from shared.web.refusals import DoorRefusal, HeadTooLarge, RequestUnreadable, TooSlow
from shared.web.unheard import said

STEP: Final = 4096
"""Bytes that are parsed at a time; by so much a bound on bytes may be passed."""


class Phase(Enum):
    """What a connection is in the middle of."""

    IDLE = "idle"
    HEAD = "head"
    BODY = "body"
    ANSWER = "answer"
    LEAVING = "leaving"


class Bounded(HttpToolsProtocol):
    """A connection within the bounds of its server."""

    server_state: Connections

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.bounds = self.server_state.bounds
        self._phase = Phase.IDLE
        self._pace = Pace()
        self._framing = self._waste = 0
        self._held = b""
        self._sending: Pace | None = None
        self._unsent = 0

    # What the transport tells.

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self.server_state.admit(self)

    def connection_lost(self, exc: Exception | None) -> None:
        self.server_state.leave(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """What follows a request is not parsed before the request is answered."""
        if self._phase is Phase.LEAVING:
            self._throw_away(len(data))
        elif self._held:
            self._hold(self._held + data)
        else:
            self._parse(data)

    def pause_writing(self) -> None:
        self._wait()
        super().pause_writing()

    def resume_writing(self) -> None:
        if self._phase is Phase.ANSWER:
            self.server_state.waiting.pop(self, None)
        super().resume_writing()

    # What the parser tells.

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._enter(Phase.HEAD)
        self._framing = self._waste = 0

    def on_header(self, name: bytes, value: bytes) -> None:
        super().on_header(name, value)
        if self._has_too_many_headers():
            raise ValueError("too many headers")  # `send_400_response` is asked to say so

    def on_headers_complete(self) -> None:
        self._enter(Phase.BODY)
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._framing = 0
        self._pace.moved += len(body)
        if self.cycle.response_complete:
            self._throw_away(len(body))
        super().on_body(body)

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self._framing = 0
        self._enter(Phase.IDLE if self.cycle.response_complete else Phase.ANSWER)

    # What uvicorn tells.

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self._phase is Phase.ANSWER:
            self._enter(Phase.IDLE)
        if self._held:
            held, self._held = self._held, b""
            self._parse(held)

    def send_400_response(self, msg: str) -> None:
        if self.headers and self._has_too_many_headers():
            self.refuse(HeadTooLarge(), "head-size")
        else:
            self.refuse(RequestUnreadable(), "unreadable")

    # The bounds.

    def look(self) -> None:
        """Ends the connection if its client is too slow."""
        self._look_at_sending()
        if self._is_held_back():
            self._pace = Pace()
        match self._phase:
            case Phase.IDLE if self._pace.is_over(self.bounds.head_time):
                self.cut("idle")
            case Phase.HEAD if self._pace.is_over(self.bounds.head_time):
                self.refuse(TooSlow(), "head-time")
            case Phase.BODY if self._pace.is_over(self.bounds.body_time, self.bounds.rate):
                self.refuse(TooSlow(), "body-time")
            case Phase.LEAVING if self._pace.is_over(self.bounds.linger):
                self.transport.abort()

    def cut(self, reason: str) -> None:
        """At once, without a word."""
        self.server_state.ended(reason)
        self.server_state.waiting.pop(self, None)
        self.transport.abort()

    def refuse(self, refusal: DoorRefusal, reason: str) -> None:
        """With a word, if it can still be said, and a moment for it to be heard: what the client
        has sent until then would take it away again if we closed at once."""
        if self._phase is Phase.LEAVING or self.transport.is_closing():
            return
        if self._has_been_spoken_to():
            self.cut(reason)
            return
        if self.cycle is not None:
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        self.server_state.ended(reason)
        self._unset_keepalive_if_required()
        self._enter(Phase.LEAVING)
        self._held = b""
        self.flow.resume_reading()
        self.transport.write(said(refusal, self.headers or ()))
        self.transport.write_eof()

    def _has_been_spoken_to(self) -> bool:
        """Whether an answer to what is being sent is under way, or was given already."""
        if self.cycle is None:
            return False
        if self._phase is Phase.BODY:
            return self.cycle.response_started
        return self.cycle.response_started and not self.cycle.response_complete

    def _parse(self, data: bytes) -> None:
        for start in range(0, len(data), STEP):
            if self._phase is Phase.LEAVING or self.transport.is_closing():
                return
            if self._is_answering():
                self._hold(data[start:])
                return
            if self._phase is Phase.IDLE:
                self._enter(Phase.HEAD)
            self._framing += len(part := data[start : start + STEP])
            super().data_received(part)
            if self._framing > self.bounds.head:
                self.refuse(HeadTooLarge(), "head-size")

    def _hold(self, data: bytes) -> None:
        self._held = data
        self.flow.pause_reading()

    def _is_answering(self) -> bool:
        cycle = self.cycle
        return cycle is not None and not (cycle.response_complete or cycle.more_body)

    def _is_held_back(self) -> bool:
        """Whether it is we who do not read on."""
        return self._phase in (Phase.HEAD, Phase.BODY) and (
            bool(self._held) or self.flow.read_paused or self._is_answering()
        )

    def _look_at_sending(self) -> None:
        unsent = self.transport.get_write_buffer_size()
        if unsent == 0:
            self._sending = None
            return
        if self._sending is None:
            self._sending = Pace()
        else:
            self._sending.moved += max(0, self._unsent - unsent)
        self._unsent = unsent
        if self._sending.is_over(self.bounds.body_time, self.bounds.rate):
            self.cut("answer-time")

    def _throw_away(self, length: int) -> None:
        self._waste += length
        if self._waste > self.bounds.waste:
            self.cut("waste")

    def _has_too_many_headers(self) -> bool:
        return len(self.headers) > self.bounds.headers

    def _enter(self, phase: Phase) -> None:
        if phase is self._phase:
            return
        self._phase, self._pace = phase, Pace()
        if phase is Phase.ANSWER:
            self.server_state.waiting.pop(self, None)
        else:
            self._wait()

    def _wait(self) -> None:
        self.server_state.waiting.setdefault(self)
