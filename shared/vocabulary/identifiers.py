"""Identities: random where a thing has no natural key, derived where the thing is the key."""

from uuid import UUID

from uuid_utils.compat import uuid5, uuid7

_NAMESPACE = UUID("6f0e7c1e-6f4b-5c0e-9d0a-4b1d3f0a2c55")


def new_id() -> UUID:
    """A fresh random identity, ordered by time (UUID version 7)."""
    return uuid7()


def derived_id(*parts: object) -> UUID:
    """The identity of the thing these parts name; the same parts always give the same one."""
    return uuid5(_NAMESPACE, "/".join(map(str, parts)))
