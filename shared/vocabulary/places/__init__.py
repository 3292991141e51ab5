"""The pure tree of places (địa bàn): who lies in whom on a day, and what became of whom.

Identity is apart from code: a code may name different places on different days, a place may
change code, name, kind and parent. `Tree.empty().with_(entries)` feeds it, in the order of the
log; `tree.place_on(place_id, day)` restates a place to the structure of another day.
"""

from shared.vocabulary.places.entries import (
    ATTRIBUTES,
    Attribute,
    Attributes,
    Change,
    Entry,
    How,
    standing,
)
from shared.vocabulary.places.place import DEEPEST, Link, Place, Span
from shared.vocabulary.places.placement import Placement, Standing
from shared.vocabulary.places.tree import Tree

__all__ = [
    "ATTRIBUTES",
    "DEEPEST",
    "Attribute",
    "Attributes",
    "Change",
    "Entry",
    "How",
    "Link",
    "Place",
    "Placement",
    "Span",
    "Standing",
    "Tree",
    "standing",
]
