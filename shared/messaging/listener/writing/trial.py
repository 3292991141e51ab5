"""A batch that is written without the partitions at which the limit on parking is reached."""

from dataclasses import replace
from typing import Any

import psycopg

from shared.messaging.dead_letters import pauses
from shared.messaging.dead_letters.pauses import Pause
from shared.messaging.listener.reading.records import Partition
from shared.messaging.listener.writing.outcome import Chapter, Outcome, chapter_of
from shared.messaging.listener.writing.runs import LIMIT, LimitReached


class Trial:
    """`chapters`: what is left of the batch to be tried."""

    def __init__(self, chapters: list[Chapter]) -> None:
        self.chapters = chapters
        self._paused: list[Pause] = []
        self._cut: set[Partition] = set()

    def stop(self, connection: psycopg.Connection[Any], limit: LimitReached) -> None:
        """Leaves that partition out, and nothing of it was written; but for what an operator has
        accepted, which is tried without the rest."""
        chapter = next(each for each in self.chapters if each.partition == limit.partition)
        self.chapters = [each for each in self.chapters if each is not chapter]
        if limit.accepted is not None:
            accepted = [r for r in chapter.records if r.offset <= limit.accepted]
            self.chapters.append(chapter_of(accepted, chapter.old))
            self._cut.add(limit.partition)
            return
        pause = Pause(chapter.old, chapter.new.offset, LIMIT, limit.error)
        with connection.transaction():
            pauses.begin(connection.cursor(), pause)
        self._paused.append(pause)

    def told(self, outcome: Outcome) -> Outcome:
        """With what was stopped, and where the reading goes on after what was accepted."""
        cut = {(mark.topic, mark.partition): mark for mark in outcome.moved}
        again = {partition: cut[partition] for partition in self._cut & cut.keys()}
        return replace(outcome, lost=outcome.lost | again, paused=self._paused)
