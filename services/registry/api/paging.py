"""Pages of rows in the order of their ids."""

from typing import Annotated
from uuid import UUID

from shared.web.conversation import Page, cursor_of, paged_by

BEGINNING = UUID(int=0)

PageOfIds = Annotated[Page[UUID], paged_by(UUID)]


def follower(page: Page[UUID]) -> UUID:
    """The id after which the page begins."""
    return page.after or BEGINNING


def next_cursor(last: UUID) -> str:
    return cursor_of(str(last))
