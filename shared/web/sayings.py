"""What only one service says: handed over where it is put together, so that `shared` names none."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from shared.web.scope import Actions


@dataclass(frozen=True)
class Sayings:
    """`sentences`: of each refusal of the service, by its code, the Vietnamese sentence;
    `actions`: what each role may do of it."""

    sentences: Mapping[str, str] = field(default_factory=dict)
    actions: Actions = field(default_factory=dict)
