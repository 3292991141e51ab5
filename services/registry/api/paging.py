"""Pages of rows in the order of their ids."""

from uuid import UUID

from shared.web.conversation import Page, cursor_of
from shared.web.refusals import CursorInvalid

BEGINNING = UUID(int=0)


def follower(page: Page) -> UUID:
    """The id after which the page begins."""
    if page.after is None:
        return BEGINNING
    try:
        return UUID(page.after)
    except (ValueError, AttributeError, TypeError):
        raise CursorInvalid from None


def next_cursor(last: UUID) -> str:
    return cursor_of(str(last))
