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
from services.registry.vault.searching import Found, Pair, Search, open_search
from services.registry.vault.standing import Standing

__all__ = [
    "ErasedPeople",
    "Found",
    "KeptFor",
    "KeptPerson",
    "MasterKey",
    "Newcomer",
    "OrphanSweep",
    "Pair",
    "PersonalData",
    "Refolding",
    "Search",
    "Standing",
    "Vault",
    "open_search",
    "open_vault",
    "personal_data",
    "refold_people",
    "sweep_orphans",
]
