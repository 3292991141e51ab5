"""Hamlets (thôn, ấp, khu phố, tổ dân phố): without an official code, always in some commune."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from services.registry.places.territory.facts import PlaceAltered, PlaceEstablished
from services.registry.places.territory.refusals import PlaceUnknown
from shared.vocabulary.calendar import require_come
from shared.vocabulary.documents import document_number_if_any
from shared.vocabulary.folding import base_letters, sounded
from shared.vocabulary.legacy_text import require_unicode
from shared.vocabulary.places import How, Place, Span, Tree
from shared.vocabulary.places.levels import COMMUNE, HAMLET
from shared.vocabulary.refusals import Kind, Refusal
from shared.vocabulary.text import is_fit
from shared.vocabulary.writing import in_one_form, require_one_alphabet

HAMLET_KINDS = frozenset(
    {"thon", "ap", "khu-pho", "to-dan-pho", "ban", "lang", "buon", "bon", "xom", "khom", "khoi",
     "khu", "tieu-khu", "phum", "soc"}
)  # fmt: skip
LONGEST_NAME = 120
LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzđƀ")
"""Without their marks; others (ɑ, ı, ᴀ) only look like them."""


class HamletKindUnknown(Refusal):
    code = "registry.hamlet-kind-unknown"
    kind = Kind.INVALID
    sentence = "There is no such kind of hamlet; the kinds are {kinds}."


class HamletNameImplausible(Refusal):
    code = "registry.hamlet-name-implausible"
    kind = Kind.INVALID
    sentence = (
        "The name of a place is one line of 1 to {longest} characters that can be seen, Latin "
        "letters or numbers among them."
    )


class HamletNameTaken(Refusal):
    code = "registry.hamlet-name-taken"
    kind = Kind.CONFLICT
    sentence = "The commune has a hamlet of that name, perhaps typed otherwise: {place_id}."


class HamletNeedsCommune(Refusal):
    code = "registry.hamlet-needs-commune"
    kind = Kind.INVALID
    sentence = "A hamlet lies in a commune; {place} is none."


@dataclass(frozen=True)
class Hamlet:
    """A hamlet asked for, in a commune from a day on; None: since before anyone recorded it."""

    place_id: UUID
    commune_id: UUID
    kind: str
    name: str
    valid_from: date | None
    document_number: str | None = None


def hamlet_proposals(tree: Tree, hamlets: Sequence[Hamlet], today: date) -> list[PlaceEstablished]:
    """The hamlets as proposals for `Territory.enact`; refuses names and kinds that cannot be."""
    proposals: list[PlaceEstablished] = []
    for hamlet in hamlets:
        proposals.append(_proposal(tree, hamlet, today, proposals))
    return proposals


def _proposal(
    tree: Tree, hamlet: Hamlet, today: date, earlier: Sequence[PlaceEstablished]
) -> PlaceEstablished:
    if hamlet.kind not in HAMLET_KINDS:
        raise HamletKindUnknown(kinds=", ".join(sorted(HAMLET_KINDS)))
    name = require_name(hamlet.name)
    if hamlet.valid_from is not None:
        require_come(hamlet.valid_from, today)
    commune = tree.place(hamlet.commune_id)
    if commune is None:
        raise PlaceUnknown(place=hamlet.commune_id)
    if commune.level != COMMUNE:
        raise HamletNeedsCommune(place=hamlet.commune_id)
    _require_free(tree, hamlet, name, earlier)
    return PlaceEstablished(
        hamlet.place_id,
        HAMLET,
        hamlet.kind,
        name,
        None,
        hamlet.commune_id,
        hamlet.valid_from,
        hamlet.document_number,
    )


def require_name(text: str) -> str:
    """The name of any place as it is kept: every letter by its right character, tones and
    apostrophes as written."""
    require_unicode(text)
    name = in_one_form(text)
    if not is_fit(text) or len(name) > LONGEST_NAME or not sounded(name):
        raise HamletNameImplausible(longest=LONGEST_NAME)
    require_one_alphabet(name)
    if not LETTERS.issuperset(base_letters(name)):
        raise HamletNameImplausible(longest=LONGEST_NAME)
    return name


def _require_free(
    tree: Tree, hamlet: Hamlet, name: str, earlier: Sequence[PlaceEstablished]
) -> None:
    """Mergers may bring two hamlets of one name together; nobody founds another one."""
    holders = [
        *_holders(tree, hamlet, _compared_by(name)),
        *(
            each.place_id
            for each in earlier
            if each.parent_id == hamlet.commune_id and _compared_by(each.name) == _compared_by(name)
        ),
    ]
    if holders and hamlet.place_id not in holders:
        raise HamletNameTaken(place_id=holders[0])


def _holders(tree: Tree, hamlet: Hamlet, key: str) -> Iterator[UUID]:
    """The commune's hamlets called so on a day on which the new one is there."""
    asked = Span(hamlet.valid_from or date.min, date.max)
    for place_id in tree.ever_children(hamlet.commune_id):
        place = tree.place(place_id)
        if place is not None and any(
            _compared_by(name) == key and span.meets(asked) for span, name in place.names_through()
        ):
            yield place_id


_compared_by = lru_cache(maxsize=65_536)(sounded)
"""Names of hamlets are no secret, and a commune's are compared again for each new one."""


def following(tree: Tree, hamlet: Place) -> list[PlaceAltered]:
    """The moves that keep a hamlet in what its commune became, as far as that is known.

    After a split it has no commune until it is allocated; what was cut off its commune before that
    ended took nothing of it. A commune that ended without any successor moves nobody: that is for
    the rules to refuse.
    """
    moves: list[PlaceAltered] = []
    parents = [parent_id for _, parent_id in hamlet.parents_through()]
    parent, left = _place(tree, parents[-1] if parents else None), date.min
    while parent is not None and parent.successors:
        day = parent.ended_on
        if day is None or day not in hamlet.span or day <= left:  # the last: for the rules again
            break
        heirs = parent.took_over
        heir = heirs[0]
        whole = len(heirs) == 1 and heir.how is not How.PART
        moves.append(_move(hamlet, heir.place_id if whole else None, parent))
        parent, left = _place(tree, moves[-1].parent_id), day
    return moves


def _place(tree: Tree, place_id: UUID | None) -> Place | None:
    return None if place_id is None else tree.place(place_id)


def _move(hamlet: Place, parent_id: UUID | None, ended: Place) -> PlaceAltered:
    last = hamlet.last
    return PlaceAltered(
        hamlet.place_id,
        ("parent_id",),
        last.kind,
        last.name,
        last.code,
        parent_id,
        ended.ended_on or date.max,
        document_number_if_any(ended.ended_by),
    )
