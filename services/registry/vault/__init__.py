"""The people vault: what is known of people, apart from all facts, each under a key of its own.

A row is kept before the fact that refers to it. Whoever deletes a row deletes its key and hashes.
"""

from services.registry.vault.erasure import ErasedPeople
from services.registry.vault.orphans import OrphanSweep, sweep_orphans
from services.registry.vault.people import Newcomer, Vault, open_vault
from services.registry.vault.personal_data import PersonalData, personal_data
from services.registry.vault.refolding import Refolding, refold_people
from services.registry.vault.rows import KeptFor, KeptPerson
from services.registry.vault.sealing import MasterKey

__all__ = [
    "ErasedPeople",
    "KeptFor",
    "KeptPerson",
    "MasterKey",
    "Newcomer",
    "OrphanSweep",
    "PersonalData",
    "Refolding",
    "Vault",
    "open_vault",
    "personal_data",
    "refold_people",
    "sweep_orphans",
]
