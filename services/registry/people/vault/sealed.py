"""A person's data as a row of the vault has them."""

from typing import Any
from uuid import UUID

import msgspec

from services.registry.people.vault.names import hashes_to_keep
from services.registry.people.vault.personal_data import PersonalData
from services.registry.people.vault.rows import Row
from services.registry.people.vault.sealing import MasterKey


def row_of(key: MasterKey, person_ref: UUID, place_id: UUID, data: PersonalData) -> Row:
    """The data sealed under a new key, with every hash they are found by."""
    wrapped_key, sealed = key.seal(person_ref, msgspec.json.encode(data))
    numbers = [each for each in (data.identity_number, data.old_identity_number) if each]
    hashes = [key.hash_of("identity-number", number) for number in numbers] + [b"", b""]
    return Row(
        person_ref,
        place_id,
        wrapped_key,
        sealed,
        identity_hash=hashes[0],
        old_identity_hash=hashes[1],
        phone_hash=key.hash_of("phone", data.phone) if data.phone else b"",
        syllable_hashes=hashes_to_keep(key, data.full_name),
        guardian_ref=data.guardian_ref,
    )


def said_of(data: PersonalData) -> dict[str, Any]:
    """As a digest covers it: what an earlier release did not know of stands in it only if said."""
    known = ("full_name", "identity_number", "phone")
    return {name: value for name, value in vars(data).items() if name in known or value is not None}
