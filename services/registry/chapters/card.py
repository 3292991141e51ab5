"""All that belongs to chapters. Their names are kept at home."""

from typing import Any, get_args
from uuid import UUID

from services.registry.chapters import api
from services.registry.chapters.chapter.facts import (
    ChapterCorrected,
    ChapterEnded,
    ChapterFact,
    ChapterFounded,
    ChapterMerged,
    ChapterMoved,
    ChapterRenamed,
    ChapterSpells,
    ChapterWithdrawn,
)
from services.registry.chapters.views import CHAPTERS
from shared.contracts.registry.chapters import (
    ChapterCorrectedV1,
    ChapterEndedV1,
    ChapterFoundedV1,
    ChapterMergedV1,
    ChapterMovedV1,
    ChapterSpell,
    ChapterWithdrawnV1,
)
from shared.web.card import Card


def _founded(subject: UUID, fact: ChapterFounded) -> ChapterFoundedV1:
    return ChapterFoundedV1(**_of(subject, fact), founded_on=fact.founded_on)


def _corrected(subject: UUID, fact: ChapterCorrected) -> ChapterCorrectedV1:
    return ChapterCorrectedV1(
        **_of(subject, fact),
        founded_on=fact.founded_on,
        was=_told(fact.was),
        now=_told(fact.now),
    )


def _moved(subject: UUID, fact: ChapterMoved) -> ChapterMovedV1:
    return ChapterMovedV1(
        **_of(subject, fact),
        moved_on=fact.moved_on,
        was=_told(fact.was),
        now=_told(fact.now),
    )


def _merged(subject: UUID, fact: ChapterMerged) -> ChapterMergedV1:
    return ChapterMergedV1(
        **_of(subject, fact),
        into_chapter_id=fact.into_chapter_id,
        ended_on=fact.ended_on,
        was=_told(fact.was),
        now=_told(fact.now),
    )


def _ended(subject: UUID, fact: ChapterEnded) -> ChapterEndedV1:
    return ChapterEndedV1(
        **_of(subject, fact),
        ended_on=fact.ended_on,
        was=_told(fact.was),
        now=_told(fact.now),
    )


def _withdrawn(subject: UUID, fact: ChapterWithdrawn) -> ChapterWithdrawnV1:
    return ChapterWithdrawnV1(
        **_of(subject, fact), was=_told(fact.was), now=(), ground_code=fact.ground_code
    )


def _of(subject: UUID, fact: Any) -> dict[str, Any]:
    """What each of them says: of which chapter, as it is now."""
    return {
        "chapter_id": subject,
        "place_id": fact.place_id,
        "host_kind": fact.host_kind,
        "association_id": fact.association_id,
    }


def _told(spells: ChapterSpells) -> tuple[ChapterSpell, ...]:
    return tuple(
        ChapterSpell(
            place_id=each.place_id,
            since=each.since,
            until=each.until,
            host_kind=each.host_kind,
            association_id=each.association_id,
        )
        for each in spells
    )


CARD = Card(
    name="chapters",
    facts=get_args(ChapterFact),
    told=(_founded, _corrected, _moved, _merged, _ended, _withdrawn),
    kept=(ChapterRenamed,),
    views=(CHAPTERS,),
    routes=api.routes,
    actions=(
        "registry.chapter.found",
        "registry.chapter.call",
        "registry.chapter.correct",
        "registry.chapter.move",
        "registry.chapter.merge",
        "registry.chapter.dissolve",
        "registry.chapter.withdraw",
        "registry.chapter.read",
    ),
)
