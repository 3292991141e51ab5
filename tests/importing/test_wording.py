"""Of which columns one word may be mapped for all rows: of none that may name somebody."""

from typing import Any

import pytest

from services.funding.importing.kinds import KINDS as OF_FUNDING
from services.registry.importing.kinds import KINDS
from shared.importing.kinds import Readable
from shared.importing.wording import NAMING_NOBODY

MAY_NAME: frozenset[str] = frozenset({
    "name", "head", "head_name", "birth", "man", "woman", "birth_male", "birth_female", "identity",
    "phone", "address", "household", "card", "occupation", "speaker", "director", "deputies",
    "deputy_2", "rater", "organiser", "together", "composition", "note", "given_name",
    "circumstances", "guardian", "donor", "receipt",
})  # fmt: skip


ALL = (*KINDS.values(), *OF_FUNDING.values())


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.name)
def test_it_is_known_of_each_column_whether_it_may_name_somebody(kind: Readable[Any]) -> None:
    fields = {each.name for each in kind.shape.fields}
    assert fields <= NAMING_NOBODY | MAY_NAME
    assert not NAMING_NOBODY & MAY_NAME
