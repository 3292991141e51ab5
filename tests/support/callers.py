"""Somebody who stands at the counter without HTTP."""

from uuid import uuid4

from shared.eventstore.facts import Origin
from shared.vocabulary.places import Tree
from shared.web.actions import Permit
from shared.web.caller import Caller
from shared.web.identity import Grant
from shared.web.refusals import place_not_known_yet
from tests.support.land import HEARD, TODAY

SYSTEM = Permit((Grant("system", None, "subtree"),), "test.thing.do")


def system(tree: Tree | None = None) -> Caller:
    """The system itself, today, without a key."""
    origin = Origin("system:test", uuid4())
    known = Tree(HEARD) if tree is None else tree
    return Caller(SYSTEM, origin, None, TODAY, known, place_not_known_yet)
