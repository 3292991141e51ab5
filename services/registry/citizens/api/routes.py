"""The routes of citizens: commands, each of one and of a thousand rows, and looking up."""

from collections.abc import Mapping
from typing import Any, Final

from fastapi import APIRouter

from services.registry.citizens.api import commands
from services.registry.citizens.api.commands import Done
from services.registry.citizens.api.knowing import Knowing
from services.registry.citizens.api.people import CitizenForm, Newcomers
from services.registry.citizens.citizen.refusals import CitizenUnknown
from services.registry.citizens.views import CITIZENS
from shared.web.bulk import Rows, recording
from shared.web.counter import Counter
from shared.web.looking_up import looking_up
from shared.web.routing import Router


def routes(counter: Counter) -> list[APIRouter]:
    router = Router(prefix="/registry/v1/citizens", tags=["citizens"])
    for path, rows in _RECORDED.items():
        recording(router, counter, rows, path)
    looking_up(router, counter, CITIZENS, "registry.citizen.read", CitizenUnknown)
    return [router]


def _rows(does: str, form: Any, commanding: Any, around: Any = None) -> Rows[Any, Done]:
    around = Knowing() if around is None else around
    return Rows(f"registry.citizen.{does}", form, commanding, Done, around=around)


_RECORDED: Final[Mapping[str, Rows[Any, Done]]] = {
    "": _rows("register", CitizenForm, commands.register, Newcomers()),
    "/corrections": _rows("correct", commands.CitizenCorrectionForm, commands.correct),
    "/moves": _rows("move", commands.CitizenMoveForm, commands.move),
    "/endings": _rows("end", commands.CitizenEndingForm, commands.end),
    "/endings/corrections": _rows(
        "correct", commands.CitizenEndingCorrectionForm, commands.correct_end
    ),
    "/withdrawals": _rows("withdraw", commands.CitizenWithdrawalForm, commands.withdraw),
}
