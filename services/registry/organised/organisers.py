"""Who organises: a centre, an association or an establishment that is on the books, or an authority
of a place (cơ quan của địa bàn), which is known by its kind and that place."""

from datetime import date
from typing import Any, Protocol
from uuid import UUID

from services.registry.bearers import spells
from services.registry.bearers.refusals import WithdrawnAlready
from services.registry.bearers.spells import Spell
from services.registry.organised.life import Unorganised
from services.registry.organised.refusals import OrganiserKindUnknown
from shared.vocabulary.identifiers import derived_id
from shared.vocabulary.kinds import AUTHORITIES, ORGANISER_KINDS
from shared.vocabulary.places.siting import Circumstances, PlaceNotInForce


class OnTheBooks(Protocol):
    """What its facts add up to, where it was and how long."""

    @property
    def spells(self) -> tuple[Any, ...]: ...


def authority_id(kind: str, place_id: UUID) -> UUID:
    """Always the same, of one authority of one place."""
    return derived_id("authority", kind, place_id)


def is_authority(kind: str) -> bool:
    return kind in AUTHORITIES


def require_kind(kind: str) -> None:
    if kind not in ORGANISER_KINDS:
        raise OrganiserKindUnknown(kinds=", ".join(ORGANISER_KINDS))


def place_on(organiser: OnTheBooks, day: date, refusing: Unorganised) -> UUID:
    """Where it is on that day. Refuses a day on which it is not there yet, or no more, in the words
    of what it organises."""
    there: tuple[Spell, ...] = organiser.spells
    if not there:
        raise WithdrawnAlready
    if (spell := spells.on(there, day)) is not None:
        return spell.place_id
    if day < there[0].since:
        raise refusing.before_organiser(since=there[0].since)
    raise refusing.after_organiser(ended_on=there[-1].until)


def require_in_force(place_id: UUID, day: date, now: Circumstances) -> UUID:
    """An authority is there as long as its place is."""
    place = now.tree.place(place_id)
    if place is None or place.attributes_on(day) is None:
        raise PlaceNotInForce(place_id=place_id, day=day)
    return place_id
