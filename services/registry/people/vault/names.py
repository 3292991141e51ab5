"""By what words a person is kept and asked for, under the folding of today and the one before.

Who was kept under the earlier folding is found by it until `refolding` has hashed the name anew.
"""

import unicodedata

from services.registry.people.vault.sealing import MasterKey
from shared.vocabulary.folding import bare, findable, syllables


def hashes_to_keep(key: MasterKey, full_name: str) -> list[bytes]:
    return _hashes(key, findable(full_name))


def hashes_to_ask(key: MasterKey, name: str) -> list[bytes]:
    return _hashes(key, syllables(name))


def earlier_hashes(key: MasterKey, name: str) -> list[bytes]:
    """Of folding 1, for keeping and for asking."""
    return _hashes(key, earlier_syllables(name))


def words_to_ask(key: MasterKey, name: str) -> list[list[bytes]]:
    """The hashes of the words of a name, under each folding under which somebody may be kept: first
    that of the last word, the given name, which the fewest share."""
    last = bare(name).rpartition(" ")[2]
    foldings = dict.fromkeys((syllables(name), earlier_syllables(name)))
    ordered = [sorted(words, key=lambda word: (word != last, word)) for words in foldings if words]
    return [[key.hash_of("syllable", word) for word in words] for words in ordered]


def earlier_syllables(name: str) -> frozenset[str]:
    apart = unicodedata.normalize("NFD", name.casefold())
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return frozenset(bare.replace("đ", "d").split())


def _hashes(key: MasterKey, words: frozenset[str]) -> list[bytes]:
    return sorted(key.hash_of("syllable", word) for word in words)
