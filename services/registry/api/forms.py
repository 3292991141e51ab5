"""What officers fill in about a family and its head."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from services.registry.vault import PersonalData, personal_data
from shared.web.values import PERSONAL, Day, Form, Text


class HeadForm(Form):
    """The person at the head (chủ hộ); an identity number has 12 digits, a phone 10 or +84."""

    full_name: Annotated[Text, PERSONAL, Field(examples=["Nguyễn Thị Học"])]
    identity_number: Annotated[Text | None, PERSONAL, Field(examples=["079000000000"])] = None
    phone: Annotated[Text | None, PERSONAL, Field(examples=["0900000000"])] = None

    def data(self) -> PersonalData:
        return personal_data(self.full_name, self.identity_number, self.phone)


class FamilyForm(Form):
    """A family of a hamlet, with its head by reference or by data: one of the two."""

    place_id: UUID
    registered_on: Day
    head_ref: UUID | None = None
    head: HeadForm | None = None

    @model_validator(mode="after")
    def one_head(self) -> Self:
        if (self.head is None) == (self.head_ref is None):
            raise ValueError("either head or head_ref")
        return self
