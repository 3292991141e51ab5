"""Terms (nhiệm kỳ) of one body: an association, a board, a committee, a chapter or a centre. One at
a time, each with a chair (of a centre a director), and with deputies and a standing member, who are
people by reference.

Whoever is erased later leaves the fact, and is shown no more.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Self
from uuid import UUID

from services.registry.terms.term.facts import (
    Post,
    PostFilled,
    PostVacated,
    PostWithdrawn,
    Term,
    TermCorrected,
    TermEnded,
    TermFact,
    TermStarted,
    TermWithdrawn,
)
from services.registry.terms.term.refusals import (
    NoTermThen,
    PostFilledLater,
    PostNotHeld,
    PostUnknown,
    TermEndsBeforeItBegins,
    TermHasPosts,
    TermOtherwise,
    TermsOverlap,
)
from shared.vocabulary.calendar import require_come
from shared.vocabulary.kinds import CENTRE_POST_CODES, POST_CODES

CHAIR, DIRECTOR = "chair", "director"
OF_ONE: Final = (CHAIR, DIRECTOR)
"""Posts that one person holds at a time."""
CENTRE: Final = "centre"
Body = tuple[str, UUID]
"""Kind and id."""


def chief(body_kind: str) -> str:
    """The post without which a body has no term."""
    return DIRECTOR if body_kind == CENTRE else CHAIR


@dataclass(frozen=True)
class Terms:
    """In their order. `withdrawn`: what was said to be of these days and never was."""

    known: tuple[Term, ...] = ()
    withdrawn: frozenset[tuple[object, ...]] = frozenset()

    def evolve(self, fact: TermFact) -> Self:
        gone = self.withdrawn
        match fact:
            case TermWithdrawn():
                gone |= {(fact.since,)}
            case PostWithdrawn():
                gone |= {(fact.post_code, fact.person_ref, fact.since)}
            case TermStarted():
                gone -= {(fact.since,)}
            case PostFilled():
                gone -= {(fact.post_code, fact.person_ref, fact.since)}
            case _:
                pass
        return replace(self, known=fact.now, withdrawn=gone)

    def start(self, of: Body, asked: Term, today: date) -> list[TermStarted]:
        """`asked` has its chair; it may end on a day to come."""
        require_come(asked.since, today)
        for each in self.known:
            if each.since == asked.since:
                if (each.until, each.document_number) != (asked.until, asked.document_number):
                    raise TermOtherwise(since=each.since)
                if not set(asked.posts) <= {replace(post, until=None) for post in each.posts}:
                    raise TermOtherwise(since=each.since)
                return []
        return [TermStarted(*of, asked.since, self._with(None, asked))]

    def correct(self, of: Body, written_on: date, right: Term, today: date) -> list[TermCorrected]:
        """The term since `written_on` is of these days and by that document; whoever held a post
        from its first day on did so from the right one."""
        require_come(right.since, today)
        if (right.since, right.until, right.document_number) in self._days:
            return []
        was = self._since(written_on)
        posts = tuple(
            replace(each, since=right.since) if each.since == was.since else each
            for each in was.posts
        )
        now = self._with(was, replace(right, posts=posts))
        return [TermCorrected(*of, written_on, right.since, now)]

    def end(self, of: Body, since: date, until: date, today: date) -> list[TermEnded]:
        """It is over from that day on, before or after the day that was said when it began."""
        require_come(until, today)
        was = self._since(since)
        if was.until == until:
            return []
        return [TermEnded(*of, since, until, self._with(was, replace(was, until=until)))]

    def withdraw(self, of: Body, since: date) -> list[TermWithdrawn]:
        if (since,) in self.withdrawn:
            return []
        was = self._since(since)
        return [TermWithdrawn(*of, since, tuple(each for each in self.known if each != was))]

    def fill(self, of: Body, asked: Post, today: date) -> list[PostFilled]:
        """From that day on they hold the post; as a chair or director, instead of whoever did."""
        require_come(asked.since, today)
        require_post(of, asked.post_code)
        term = self._on(asked.since)
        held = [each for each in term.posts if self._same_post(each, asked)]
        if any(replace(each, until=None) == asked for each in held):
            return []
        for each in held:
            if each.since >= asked.since or each.person_ref == asked.person_ref:
                raise PostFilledLater(since=each.since)
        closed = [replace(each, until=asked.since) if each in held else each for each in term.posts]
        now = self._with(term, replace(term, posts=(*closed, asked)))
        return [PostFilled(*of, asked.post_code, asked.person_ref, asked.since, now)]

    def vacate(self, of: Body, post: tuple[str, UUID], day: date, today: date) -> list[PostVacated]:
        """They hold it no more from that day on."""
        require_come(day, today)
        require_post(of, post[0])
        for term in self.known:
            for each in term.posts:
                if (each.post_code, each.person_ref, each.until) == (*post, day):
                    return []
        term = self._on(day)
        for each in term.posts:
            if (each.post_code, each.person_ref, each.until) == (*post, None) and each.since <= day:
                posts = tuple(replace(p, until=day) if p == each else p for p in term.posts)
                return [PostVacated(*of, *post, day, self._with(term, replace(term, posts=posts)))]
        raise PostNotHeld(day=day)

    def withdraw_post(self, of: Body, post: tuple[str, UUID], since: date) -> list[PostWithdrawn]:
        """They never held it from that day on; a chair whom they followed goes on."""
        require_post(of, post[0])
        if (*post, since) in self.withdrawn:
            return []
        for term in self.known:
            for each in term.posts:
                if (each.post_code, each.person_ref, each.since) == (*post, since):
                    now = self._with(term, replace(term, posts=_without(term.posts, each)))
                    return [PostWithdrawn(*of, *post, since, now)]
        raise PostNotHeld(day=since)

    @property
    def _days(self) -> set[tuple[date, date | None, str | None]]:
        return {(each.since, each.until, each.document_number) for each in self.known}

    def _since(self, day: date) -> Term:
        for each in self.known:
            if each.since == day:
                return each
        raise NoTermThen(day=day)

    def _on(self, day: date) -> Term:
        for each in self.known:
            if each.since <= day < (each.until or date.max):
                return each
        raise NoTermThen(day=day)

    @staticmethod
    def _same_post(one: Post, asked: Post) -> bool:
        """On some day of what is asked; there is one chair or director, and many deputies."""
        who = asked.post_code in OF_ONE or one.person_ref == asked.person_ref
        return one.post_code == asked.post_code and who and asked.since < (one.until or date.max)

    def _with(self, was: Term | None, now: Term) -> tuple[Term, ...]:
        """All of them, with that one instead. Refuses days that are another's, or that some post of
        its own has not."""
        if now.until is not None and now.until <= now.since:
            raise TermEndsBeforeItBegins(since=now.since)
        others = [each for each in self.known if each != was]
        for each in others:
            if each.since < (now.until or date.max) and now.since < (each.until or date.max):
                raise TermsOverlap(since=each.since)
        for post in now.posts:
            over = now.until or date.max
            inside = now.since <= post.since < over and (post.until or post.since) <= over
            if not inside or (post.until or date.max) < post.since:
                raise TermHasPosts(since=post.since)
        return tuple(sorted((*others, now), key=lambda term: term.since))


def _without(posts: tuple[Post, ...], gone: Post) -> tuple[Post, ...]:
    left = tuple(each for each in posts if each != gone)
    if gone.post_code not in OF_ONE:
        return left
    return tuple(
        replace(each, until=gone.until)
        if (each.post_code, each.until) == (gone.post_code, gone.since)
        else each
        for each in left
    )


def require_post(of: Body, post_code: str) -> None:
    codes = CENTRE_POST_CODES if of[0] == CENTRE else POST_CODES
    if post_code not in codes:
        raise PostUnknown(post_codes=", ".join(codes))
