"""How the door itself says no. Each knows its HTTP status; a service's refusal has a kind only."""

from http import HTTPStatus
from typing import ClassVar
from uuid import UUID

from shared.vocabulary.refusals import Kind, Refusal


class DoorRefusal(Refusal):
    """A refusal that speaks of HTTP, so it may say the status itself."""

    status: ClassVar[HTTPStatus]


class RequestUnreadable(DoorRefusal):
    code, kind, status = "web.request-unreadable", Kind.INVALID, HTTPStatus.BAD_REQUEST
    sentence = "The request cannot be read."


class HeadTooLarge(DoorRefusal):
    code, kind = "web.head-too-large", Kind.INVALID
    status = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
    sentence = "The address and the headers of the request are longer than is allowed."


class TooSlow(DoorRefusal):
    code, kind, status = "web.too-slow", Kind.INVALID, HTTPStatus.REQUEST_TIMEOUT
    sentence = "The request did not arrive in time; check your connection, and send it again."


class BodyNotJson(DoorRefusal):
    code, kind, status = "web.body-not-json", Kind.INVALID, HTTPStatus.BAD_REQUEST
    sentence = "The body is not valid JSON."


class InvalidBody(DoorRefusal):
    code, kind, status = "web.invalid-body", Kind.INVALID, HTTPStatus.UNPROCESSABLE_ENTITY
    sentence = "Fields of the body are wrong."


class InvalidRequest(DoorRefusal):
    code, kind, status = "web.invalid-request", Kind.INVALID, HTTPStatus.UNPROCESSABLE_ENTITY
    sentence = "The path, a parameter or a header of the request is wrong."


class CursorInvalid(DoorRefusal):
    code, kind, status = "web.cursor-invalid", Kind.INVALID, HTTPStatus.UNPROCESSABLE_ENTITY
    sentence = "The page cursor is not valid; begin again with the first page."


class ReceiptInvalid(DoorRefusal):
    """A forged one, another service's or another log's, or one that was cut."""

    code, kind, status = "web.receipt-invalid", Kind.INVALID, HTTPStatus.BAD_REQUEST
    sentence = (
        "The value of after is not what this service said in Hieuhoc-After; leave it out, or send"
        " that as it was."
    )


class BodyTooLarge(DoorRefusal):
    code, kind, status = "web.body-too-large", Kind.INVALID, HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    sentence = "The body is larger than the {limit} bytes allowed."


class ContentTypeUnsupported(DoorRefusal):
    code, kind = "web.content-type-unsupported", Kind.INVALID
    status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    sentence = "The body must be sent as application/json."


class IdempotencyKeyMissing(DoorRefusal):
    code, kind, status = "web.idempotency-key-missing", Kind.INVALID, HTTPStatus.BAD_REQUEST
    sentence = "The Idempotency-Key header is missing; send a new key with each request."


class IdempotencyKeyInvalid(DoorRefusal):
    code, kind, status = "web.idempotency-key-invalid", Kind.INVALID, HTTPStatus.BAD_REQUEST
    sentence = "Idempotency-Key must be 1 to 200 printable ASCII characters without spaces."


class TokenMissing(DoorRefusal):
    code, kind, status = "web.token-missing", Kind.FORBIDDEN, HTTPStatus.UNAUTHORIZED
    sentence = "You must sign in."


class TokenExpired(DoorRefusal):
    code, kind, status = "web.token-expired", Kind.FORBIDDEN, HTTPStatus.UNAUTHORIZED
    sentence = "Your sign-in has expired; sign in again."


class TokenInvalid(DoorRefusal):
    code, kind, status = "web.token-invalid", Kind.FORBIDDEN, HTTPStatus.UNAUTHORIZED
    sentence = "The token is not valid here."


class KeysUnavailable(DoorRefusal):
    code, kind, status = "web.keys-unavailable", Kind.UNAVAILABLE, HTTPStatus.SERVICE_UNAVAILABLE
    sentence = "Sign-ins cannot be checked now; try again shortly."


class ActionNotGranted(DoorRefusal):
    code, kind, status = "web.action-not-granted", Kind.FORBIDDEN, HTTPStatus.FORBIDDEN
    sentence = "Your role does not allow this."


class NotFound(DoorRefusal):
    """Not there, or not for you to see: the answer is the same."""

    code, kind, status = "web.not-found", Kind.NOT_FOUND, HTTPStatus.NOT_FOUND
    sentence = "Not found."


class PlaceNotKnownYet(DoorRefusal):
    """The copy of the tree may lag behind, or the place is not this officer's: nothing is said
    about whether it exists."""

    code, kind, status = "web.place-not-known-yet", Kind.NOT_HEARD, HTTPStatus.NOT_FOUND
    sentence = (
        "The place {place_id} is not known here yet, or is outside your reach; if it is new, try "
        "again shortly."
    )


def place_not_known_yet(place_id: UUID | None) -> Refusal:
    """How a service refuses a place that its copy of the tree does not know."""
    return PlaceNotKnownYet(place_id=place_id)


class MethodNotAllowed(DoorRefusal):
    code, kind, status = "web.method-not-allowed", Kind.INVALID, HTTPStatus.METHOD_NOT_ALLOWED
    sentence = "This address does not take that method."


class TooManyRequests(DoorRefusal):
    code, kind = "web.too-many-requests", Kind.NOT_YET
    status = HTTPStatus.TOO_MANY_REQUESTS
    sentence = "You have asked too much within a minute; try again in {seconds} seconds."


class HeaderRepeated(DoorRefusal):
    code, kind, status = "web.header-repeated", Kind.INVALID, HTTPStatus.BAD_REQUEST
    sentence = "The header {name} must be sent once only."


class Unavailable(DoorRefusal):
    code, kind, status = "web.unavailable", Kind.UNAVAILABLE, HTTPStatus.SERVICE_UNAVAILABLE
    sentence = "This cannot be served now; try again shortly."


class Unexpected(DoorRefusal):
    """What a fault looks like from outside; it is logged under the correlation id."""

    code, kind = "web.unexpected", Kind.UNAVAILABLE
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    sentence = "Something unexpected happened; give the operator the id {correlation_id}."
