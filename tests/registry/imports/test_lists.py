"""Who may bring a list in: whoever may do all that its rows command, where they may."""

from dataclasses import replace
from uuid import uuid4

import pytest

from services.registry.grants import GRANTS
from services.registry.importing.families.kind import FAMILIES
from services.registry.importing.undoing.undo import undo
from services.registry.imports.api.lists import Lists
from services.registry.imports.list_import.refusals import ListKindUnknown
from shared.web.identity import Grant
from shared.web.refusals import ActionNotGranted

CLANS = replace(FAMILIES, actions=("registry.clan.register", "registry.clan.call"))
LISTS = Lists({"families": FAMILIES}, {}, GRANTS, undo)
HAMLET = Grant("hamlet-officer", uuid4(), "own")
COMMUNE = Grant("commune-officer", uuid4(), "subtree")


def test_a_list_is_brought_in_with_those_grants_that_allow_all_of_it() -> None:
    assert LISTS.require(FAMILIES, [HAMLET, COMMUNE]).grants == (HAMLET, COMMUNE)
    assert LISTS.require(CLANS, [HAMLET, COMMUNE]).grants == (COMMUNE,)
    with pytest.raises(ActionNotGranted):
        LISTS.require(CLANS, [HAMLET])


def test_a_kind_that_is_not_there_is_refused_with_those_there_are() -> None:
    with pytest.raises(ListKindUnknown, match="families"):
        LISTS.kind("clans")
