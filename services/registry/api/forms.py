"""What officers fill in about a family and its head."""

from datetime import date
from typing import Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from services.registry.vault import PersonalData, personal_data

LONGEST = 400


class HeadForm(BaseModel):
    """The person at the head (chủ hộ); an identity number has 12 digits, a phone 10 or +84."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    full_name: str = Field(max_length=LONGEST)
    identity_number: str | None = Field(default=None, max_length=LONGEST)
    phone: str | None = Field(default=None, max_length=LONGEST)

    def data(self) -> PersonalData:
        return personal_data(self.full_name, self.identity_number, self.phone)


class FamilyForm(BaseModel):
    """A family of a hamlet, with its head by reference or by data: one of the two."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    hamlet_id: UUID
    registered_on: date
    head_ref: UUID | None = None
    head: HeadForm | None = None

    @model_validator(mode="after")
    def one_head(self) -> Self:
        if (self.head is None) == (self.head_ref is None):
            raise ValueError("either head or head_ref")
        return self
