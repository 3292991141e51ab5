"""The cryptography of the vault: a key for each person, and hashes only this vault can make."""

import base64
import hmac
import os
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE = 12
KEY = 32


@dataclass(frozen=True, repr=False)
class MasterKey:
    """Wraps the persons' keys; the key of the hashes is derived from it."""

    wrapping: bytes
    hashing: bytes

    @classmethod
    def from_base64(cls, text: str) -> "MasterKey":
        """32 bytes in base64, as the settings have checked."""
        secret = base64.b64decode(text, validate=True)
        return cls(_derived(secret, b"wrapping"), _derived(secret, b"hashing"))

    def seal(self, person_ref: UUID, content: bytes) -> tuple[bytes, bytes]:
        """The person's own new key, wrapped, and the content sealed under it."""
        key = AESGCM.generate_key(KEY * 8)
        return _encrypt(self.wrapping, key, person_ref), _encrypt(key, content, person_ref)

    def open(self, person_ref: UUID, wrapped_key: bytes, sealed: bytes) -> bytes:
        """The content; InvalidTag when a key or a row was exchanged or changed."""
        return _decrypt(_decrypt(self.wrapping, wrapped_key, person_ref), sealed, person_ref)

    def hash_of(self, what: str, value: str) -> bytes:
        """Equal for equal values; nobody without the key can try values."""
        return hmac.digest(self.hashing, f"{what}/{value}".encode(), sha256)

    def id_of(self, what: str, value: str) -> UUID:
        """As the hash, where a log is to keep it: for ever, and told to whoever reads a log."""
        return UUID(bytes=self.hash_of(what, value)[:16], version=5)


def _derived(secret: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), KEY, salt=None, info=b"hieuhoc.registry.vault/" + purpose).derive(secret)


def _encrypt(key: bytes, content: bytes, person_ref: UUID) -> bytes:
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, content, person_ref.bytes)


def _decrypt(key: bytes, sealed: bytes, person_ref: UUID) -> bytes:
    return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], person_ref.bytes)
