"""A row of the vault, opened."""

from uuid import UUID

import msgspec

from services.registry.people.vault.personal_data import PersonalData
from services.registry.people.vault.rows import KeptPerson
from services.registry.people.vault.sealing import MasterKey


def opened(
    key: MasterKey, person_ref: UUID, place_id: UUID, wrapped_key: bytes, sealed: bytes
) -> KeptPerson:
    content = key.open(person_ref, wrapped_key, sealed)
    return KeptPerson(person_ref, place_id, msgspec.json.decode(content, type=PersonalData))
