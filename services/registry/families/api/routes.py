"""The routes of families: commands, each of one and of a thousand rows, and looking up."""

from collections.abc import Callable
from typing import Any, Final

from fastapi import APIRouter

from services.registry.families.api import changing, members
from services.registry.families.api.looking import looking_up
from services.registry.families.api.people import Households
from services.registry.families.api.registering import FamilyForm, Registered, register
from shared.eventstore.commands import Command
from shared.web.bulk import Rows, recording
from shared.web.caller import Caller
from shared.web.counter import Counter
from shared.web.routing import Router

Commanding = Callable[[Any, Caller], Command]
COMMANDS: Final[tuple[tuple[str, str, type[Any], Commanding, type[Any]], ...]] = (
    ("", "register", FamilyForm, register, Registered),
    ("/corrections", "correct", changing.CorrectionForm, changing.correct, changing.Changed),
    ("/moves", "move", changing.MoveForm, changing.move, changing.Changed),
    ("/endings", "end", changing.EndingForm, changing.end, changing.Changed),
    (
        "/endings/corrections",
        "correct",
        changing.EndingCorrectionForm,
        changing.correct_end,
        changing.Changed,
    ),
    ("/withdrawals", "withdraw", changing.WithdrawalForm, changing.withdraw, changing.Changed),
    ("/splits", "split", changing.SplitForm, changing.split, changing.Split),
    ("/unions", "join", changing.UnionForm, changing.unite, changing.Changed),
    ("/heads", "head", members.HeadForm, members.name_head, members.OfMember),
    ("/members", "member", members.JoiningForm, members.join, members.OfMember),
    ("/members/departures", "member", members.LeavingForm, members.leave, members.OfMember),
    (
        "/members/corrections",
        "member",
        members.MemberCorrectionForm,
        members.correct,
        members.OfMember,
    ),
    (
        "/members/withdrawals",
        "member",
        members.MemberWithdrawalForm,
        members.withdraw,
        members.OfMember,
    ),
)
"""Each path, what it needs to be allowed, its form, its command and its answer."""


def routes(counter: Counter) -> list[APIRouter]:
    router = Router(prefix="/registry/v1/families", tags=["families"])
    for path, action, form, commanding, answers in COMMANDS:
        name = f"registry.family.{action}"
        rows = Rows(name, form, commanding, answers, around=Households())
        recording(router, counter, rows, path)
    looking_up(router, counter)
    return [router]
