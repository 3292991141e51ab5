"""What the counter and the worker of imports know beside the log: which kinds of lists there are,
in which words refusals are said, which roles may do what, and how one is taken back."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from services.registry.imports.list_import.refusals import ListKindUnknown
from shared.importing.kinds import Kind
from shared.importing.trail import Undone
from shared.vocabulary.refusals import Refusal
from shared.web import languages
from shared.web.actions import Permit
from shared.web.caller import Caller
from shared.web.counter import Counter
from shared.web.identity import Grant
from shared.web.languages import Language
from shared.web.refusals import ActionNotGranted
from shared.web.scope import Actions, allowing

ACTION: Final = "registry.list.import"
Undoing = Callable[[Counter, Caller, UUID], Awaitable[Undone]]


@dataclass(frozen=True)
class Lists:
    """`sentences`: the service's own in Vietnamese. `actions`: the roles of each. `undo`: withdraws
    what an import recorded."""

    kinds: Mapping[str, Kind[Any]]
    sentences: Mapping[str, str]
    actions: Actions
    undo: Undoing

    def kind(self, name: str) -> Kind[Any]:
        if name not in self.kinds:
            raise ListKindUnknown(kinds=", ".join(sorted(self.kinds)))
        return self.kinds[name]

    def permit(self, kind: Kind[Any], grants: Iterable[Grant]) -> Permit:
        """For who brings a list in: as far as they may do all that its rows command."""
        kept = tuple(grants)
        for action in (ACTION, *kind.actions):
            kept = allowing(kept, action, self.actions)
        return Permit(kept, ACTION)

    def correcting(self, kind: Kind[Any], grants: Iterable[Grant]) -> Permit:
        """As far as they may put right, too, what the books say."""
        kept = self.permit(kind, grants).grants
        for action in kind.corrects:
            kept = allowing(kept, action, self.actions)
        return Permit(kept, ACTION)

    def require(self, kind: Kind[Any], grants: Iterable[Grant]) -> Permit:
        """Raises ActionNotGranted to who may not do all of it anywhere."""
        permit = self.permit(kind, grants)
        if not permit.grants:
            raise ActionNotGranted
        return permit

    def say(self, refusal: Refusal, language: Language) -> str:
        return languages.sentence_of(refusal, language, self.sentences)
