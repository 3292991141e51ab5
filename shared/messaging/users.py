"""Kafka's users as the rights want them: planned, granted, checked; and their passwords set."""

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from kafka.admin import (
    ACL,
    ACLFilter,
    ACLOperation,
    ACLPermissionType,
    ACLResourcePatternType,
    ResourcePattern,
    ResourcePatternFilter,
    ResourceType,
    UserScramCredentialUpsertion,
)
from kafka.errors import NoError
from pydantic import SecretStr

from shared.contracts.catalogue import TOPICS
from shared.messaging.brokers import Brokers
from shared.messaging.rights import EVERYTHING, Right, Rights
from shared.vocabulary.refusals import Kind, Refusal

log = logging.getLogger(__name__)

MECHANISM: Final = "SCRAM-SHA-512"
ANY_HOST: Final = "*"
WRITING: Final = frozenset({"Write", "Delete", "Alter", "AlterConfigs", "All"})

Wanted = Mapping[str, Rights]
"""By user."""


class RightsNotGranted(Refusal):
    """Kafka did not take a right or a password."""

    code: ClassVar[str] = "messaging.rights-not-granted"
    kind: ClassVar[Kind] = Kind.CONFLICT
    sentence: ClassVar[str] = "Kafka refused to change the rights or passwords: {reason}."


@dataclass(frozen=True, order=True)
class NotGranted:
    user: str
    right: Right

    def __str__(self) -> str:
        return f"user {self.user}: to be allowed {self.right}"


@dataclass(frozen=True, order=True)
class TooMuch:
    """A user of ours may do more than he should."""

    user: str
    right: Right

    def __str__(self) -> str:
        return f"user {self.user}: {self.right} to be taken away"


@dataclass(frozen=True, order=True)
class StrangerWrites:
    """Somebody who is no user of ours may change our topics. Nobody takes it away but a person."""

    principal: str
    right: Right

    def __str__(self) -> str:
        return f"{self.principal} is no user of ours and may {self.right}: take it away by hand"


Difference = NotGranted | TooMuch | StrangerWrites


def plan(brokers: Brokers, wanted: Wanted) -> list[Difference]:
    """What differs; empty: nothing. Raises KafkaAway, also when Kafka has no authorizer."""
    with brokers.control() as admin:
        return list(_differences(admin, brokers, wanted))


def apply(brokers: Brokers, wanted: Wanted, passwords: Mapping[str, SecretStr]) -> list[Difference]:
    """Makes it so, as the administrator, and answers what differed. A password that is given is
    set, whatever it was; who has none given keeps his. Raises RightsNotGranted, KafkaAway."""
    with brokers.control() as admin:
        differences = list(_differences(admin, brokers, wanted))
        _set(admin, passwords)
        _grant(admin, [d for d in differences if isinstance(d, NotGranted)])
        _take_away(admin, [d for d in differences if isinstance(d, TooMuch)])
    return differences


def _differences(admin: Any, brokers: Brokers, wanted: Wanted) -> Iterator[Difference]:
    found = _found(admin)
    for user, rights in wanted.items():
        has = found.pop(f"User:{user}", set())
        yield from (NotGranted(user, right) for right in sorted(rights - has))
        beyond = {right for right in has - rights if _is_ours(right, brokers)}
        yield from (TooMuch(user, right) for right in sorted(beyond))
    for principal, rights_there in sorted(found.items()):
        for right in sorted(rights_there):
            if right.operation in WRITING and _reaches_topics(right, brokers):
                yield StrangerWrites(principal, right)


def _found(admin: Any) -> dict[str, set[Right]]:
    """Everything that is allowed, by principal."""
    acls, _ = admin.describe_acls(
        ACLFilter(
            principal=None,
            host=None,
            operation=ACLOperation.ANY,
            permission_type=ACLPermissionType.ALLOW,
            resource_pattern=ResourcePatternFilter(
                ResourceType.ANY, None, ACLResourcePatternType.ANY
            ),
        )
    )
    found: dict[str, set[Right]] = {}
    for acl in acls:
        if acl.host == ANY_HOST:
            found.setdefault(acl.principal, set()).add(_right(acl))
    return found


def _right(acl: Any) -> Right:
    pattern = acl.resource_pattern
    prefixed = pattern.pattern_type is ACLResourcePatternType.PREFIXED
    return Right(
        pattern.resource_type.name.lower(),
        pattern.resource_name,
        "prefix" if prefixed else "literal",
        acl.operation.name.title().replace("_", ""),
    )


def _is_ours(right: Right, brokers: Brokers) -> bool:
    """Whether it speaks of this installation; another one has other names on the same Kafka."""
    return (
        right.kind == "cluster" or right.name == EVERYTHING or right.name.startswith(brokers.prefix)
    )


def _reaches_topics(right: Right, brokers: Brokers) -> bool:
    if right.kind != "topic":
        return right.kind == "cluster"
    ours = {brokers.named(topic.name) for topic in TOPICS}
    if right.pattern == "prefix":
        return any(name.startswith(right.name) for name in ours)
    return right.name == EVERYTHING or right.name in ours


def _set(admin: Any, passwords: Mapping[str, SecretStr]) -> None:
    if not passwords:
        return
    answers = admin.alter_user_scram_credentials(
        [
            UserScramCredentialUpsertion(user, MECHANISM, password.get_secret_value())
            for user, password in passwords.items()
        ]
    )
    _must_be_done(f"{user}: {refused}" for user, refused in answers.items() if refused)


def _grant(admin: Any, missing: list[NotGranted]) -> None:
    if missing:
        answer = admin.create_acls([_acl(each.user, each.right) for each in missing])
        _must_be_done(error.__name__ for error in answer["failed"])


def _take_away(admin: Any, beyond: list[TooMuch]) -> None:
    if beyond:
        answers = admin.delete_acls([_acl(each.user, each.right) for each in beyond])
        _must_be_done(error.__name__ for _, _, error in answers if error is not NoError)


def _must_be_done(refused: Iterable[str]) -> None:
    if reasons := sorted(set(refused)):
        raise RightsNotGranted(reason=", ".join(reasons))


def _acl(user: str, right: Right) -> Any:
    prefixed = right.pattern == "prefix"
    return ACL(
        principal=f"User:{user}",
        host=ANY_HOST,
        operation=ACLOperation[_capitals(right.operation)],
        permission_type=ACLPermissionType.ALLOW,
        resource_pattern=ResourcePattern(
            ResourceType[right.kind.upper()],
            right.name,
            ACLResourcePatternType.PREFIXED if prefixed else ACLResourcePatternType.LITERAL,
        ),
    )


def _capitals(operation: str) -> str:
    """`AlterConfigs` as the protocol's library writes it: `ALTER_CONFIGS`."""
    return "".join(f"_{c}" if c.isupper() else c.upper() for c in operation).lstrip("_")
