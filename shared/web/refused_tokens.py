"""Why a token is refused, by one word, for whoever sets an issuer up: never a part of the token.

The caller is told only that it is not valid; the word stands in the log and in a counter. Of equal
lines the log writes a few in ten seconds, then their number.
"""

from typing import Final

from joserfc import errors

from shared.telemetry import metrics
from shared.telemetry.logs import logger

log = logger(__name__)

CLAIMS: Final = frozenset({"exp", "nbf", "iat", "iss", "aud", "sub", "jti", "grants"})
REASONS: Final = CLAIMS | {"signature", "key", "algorithm", "form"}
"""`form`: no token, or one that cannot be read. `grants`: a good token that grants nothing."""

KEY_ERRORS: Final = (
    errors.InvalidKeyIdError,
    errors.MissingKeyError,
    errors.KeyParameterError,
    errors.InvalidKeyCurveError,
)
ALGORITHM_ERRORS: Final = (
    errors.UnsupportedAlgorithmError,
    errors.MissingAlgorithmError,
    errors.ConflictAlgorithmError,
)


def reason_of(error: Exception) -> str:
    match error:
        case errors.ClaimError():
            first = error.claim.split(",")[0]
            return first if first in CLAIMS else "form"
        case errors.BadSignatureError():
            return "signature"
    if isinstance(error, KEY_ERRORS):
        return "key"
    return "algorithm" if isinstance(error, ALGORITHM_ERRORS) else "form"


def tell(service: str, reason: str) -> None:
    metrics.TOKENS_REFUSED.labels(service, reason).inc()
    log.warning("token grants nothing" if reason == "grants" else f"token refused: {reason}")
