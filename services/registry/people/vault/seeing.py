"""Whether whoever asks sees a person."""

from uuid import UUID

from services.registry.people.person import PersonUnknown
from services.registry.people.vault.keeping import Vault
from shared.web.caller import Caller


async def require_seen(vault: Vault, person_ref: UUID, caller: Caller) -> None:
    """The same is done for somebody out of reach and for nobody, down to what is asked of the
    database."""
    standing = await vault.standing(person_ref)
    if standing is None:
        raise PersonUnknown
    seen = caller.sees(standing.place_id)
    if not (seen.is_something and standing.is_shown(seen.until)):
        raise PersonUnknown
