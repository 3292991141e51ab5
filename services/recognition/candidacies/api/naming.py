"""How a form names a bearer, and the title it runs for."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from services.recognition.candidacies.candidacy.facts import BearerKey
from shared.vocabulary.titles import BEARER_KINDS, TITLES
from shared.web.values import Form, Text

TitleId = Annotated[
    Text, Field(max_length=64, description=f"one of {', '.join(TITLES)}", examples=["family"])
]
BearerKind = Annotated[
    Text, Field(max_length=64, description=f"one of {', '.join(BEARER_KINDS)}", examples=["family"])
]


class BearerForm(Form):
    """A bearer, by what it is and its id."""

    bearer_kind: BearerKind
    bearer_id: UUID

    @property
    def bearer(self) -> BearerKey:
        return BearerKey(self.bearer_kind, self.bearer_id)
