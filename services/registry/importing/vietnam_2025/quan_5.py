"""Quận 5 (774) of Hồ Chí Minh City had 15 wards in 2012; two mergers left the 10 of the list.

From 1/1/2021 Phường 15 is part of Phường 12. From 1/1/2025 each of four pairs is one new ward,
which may carry the code that the other partner had: 27316 was Phường 8 and became Phường 7.
The numbers of the resolutions are not known to us, so none is named.
"""

from collections.abc import Callable, Iterator
from datetime import date
from uuid import UUID

from services.registry.importing.vietnam_2025.units import Key
from services.registry.places.territory.facts import PlaceEnded, PlaceEstablished, PlaceSucceeded
from shared.vocabulary.places import How

DISTRICT = Key("district", "774")
FIRST_MERGER = date(2021, 1, 1)
SECOND_MERGER = date(2025, 1, 1)

GONE = {
    "27313": "Phường 2",
    "27307": "Phường 3",
    "27334": "Phường 5",
    "27337": "Phường 6",
    "27322": "Phường 7",
    "27316": "Phường 8",
    "27340": "Phường 10",
    "27328": "Phường 11",
    "27319": "Phường 15",
}
"""Wards of 2012 that the list of 2025 does not have, though it has most of their names."""

PARTNERS = {
    "27307": ("27313", "27307"),
    "27334": ("27334", "27337"),
    "27316": ("27322", "27316"),
    "27328": ("27340", "27328"),
}
"""The code of each ward founded on 1/1/2025 and those of the two it was made of."""

FOUNDED = {Key("commune", code): SECOND_MERGER for code in PARTNERS}
"""Places of the list of 2025 whose first day a document does say."""

ABSORBED = ("27319", "27310")

Identity = Callable[[Key, date | None], UUID]


def places_before(place_id: Identity) -> Iterator[PlaceEstablished]:
    """The wards of 2012 that are not in the list of 2025."""
    district = place_id(DISTRICT, None)
    for code, name in GONE.items():
        ward = place_id(Key("commune", code), None)
        yield PlaceEstablished(ward, "commune", "phuong", name, code, district, None)


def mergers(place_id: Identity) -> Iterator[PlaceEnded | PlaceSucceeded]:
    """What became of them."""
    old, new = (place_id(Key("commune", code), None) for code in ABSORBED)
    yield PlaceEnded(old, FIRST_MERGER)
    yield PlaceSucceeded(old, new, How.WHOLE, FIRST_MERGER)
    for code, partners in PARTNERS.items():
        founded = place_id(Key("commune", code), SECOND_MERGER)
        for partner in partners:
            old = place_id(Key("commune", partner), None)
            yield PlaceEnded(old, SECOND_MERGER)
            yield PlaceSucceeded(old, founded, How.WHOLE, SECOND_MERGER)
