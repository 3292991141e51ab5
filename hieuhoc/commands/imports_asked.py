"""What the command line asks of the register that runs, of imports; of a laptop edition that is
started for it where nothing runs."""

import os
import re
import time
from base64 import b64encode
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Final, TypeVar
from uuid import uuid4

import httpx2
import typer

from hieuhoc.commands.imports_shown import STATES, Body
from hieuhoc.commands.reorganising import (
    HALF_SAID,
    MISUSED,
    OFFICER,
    REFUSED,
    Refused,
    asked,
    asked_with_receipt,
    fetched,
)
from hieuhoc.laptop.addresses import default_folder
from services.rollups.words import REPORT

PATIENCE: Final = 600.0
POLL: Final = 0.2
IMPORTS, PLACES = "/registry/v1/imports", "/registry/v1/places"
BEFORE: Final = "registry.file-imported-before"
WRONG_PLACES: Final = {
    "registry.place-unknown",
    "registry.code-not-in-force",
    "web.invalid-request",
}
WITHOUT_A_REGISTER: Final = (
    "Hãy chạy `hieuhoc demo` ở một cửa sổ khác, hoặc đặt HIEUHOC_REGISTRY và HIEUHOC_TOKEN."
    " (Start `hieuhoc demo` in another terminal, or say where the register is and who asks.)"
)
ENDED: Final = {
    "grant-ended": (
        "Phiên đăng nhập đã xác nhận lần nhập đã hết hạn; phần đã ghi còn nguyên. Hãy đăng nhập lại"
        " và gọi lại lệnh này. (The sign-in ran out; call the command again.)"
    ),
    "file-gone": "Tệp đã bị xoá giữa chừng; hãy gửi lại. (The file is deleted: send it again.)",
    "fault": (
        "Chương trình gặp lỗi; phần đã ghi còn nguyên. Hãy báo người vận hành."
        " (The program failed; tell the operator.)"
    ),
    "dropped": "Lần nhập này đã bị bỏ. (The import was dropped.)",
    "undone": "Lần nhập này đã hoàn tác. (The import was undone.)",
}
NOT_MENDED: Final = (
    "Lần nhập này {says}; chỉ lần nhập chờ xác nhận mới sửa được. (It is mended before it is"
    " confirmed only.)"
)
IDENTITY: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

Answer = TypeVar("Answer")


class Register:
    """Whoever holds the token asks. Every question raises Refused."""

    def __init__(self, address: str, token: str) -> None:
        self._who = address, token

    def place(self, code: str, on: str) -> str:
        try:
            found = asked("GET", PLACES, self._who, params={"code": code, "on": on})
        except Refused as refused:
            wrong = refused.code in WRONG_PLACES
            exit_code = MISUSED if wrong else refused.exit_code
            raise Refused(exit_code, *refused.lines, code=refused.code) from None
        return str(found["place_id"])

    def submit(self, file: Path, **said: object) -> tuple[Body, bool]:
        """What would become of the rows; and whether it was sent just now. Of a file that was sent
        before and not recorded to its end, what was told of it then."""
        content = b64encode(file.read_bytes()).decode()
        try:
            return self._post("", **said, file_name=file.name, content=content), True
        except Refused as refused:
            if (told := self._open(refused)) is None:
                raise
            return told, False

    def _open(self, refused: Refused) -> Body | None:
        found = IDENTITY.search(refused.lines[0]) if refused.code == BEFORE else None
        if found is None:
            return None
        told = self.told(found[0])
        report: Body | None = told["report"]
        return report if told["state"] in ("submitted", "waiting", "running") else None

    def confirm(self, import_id: str) -> str:
        """The receipt after which it is told of as confirmed."""
        return self._posted(f"/{import_id}/confirm")[1]

    def drop(self, import_id: str) -> None:
        """Unless it has begun."""
        with suppress(Refused):
            self._post(f"/{import_id}/drop")

    def mend(self, import_id: str, said: Body) -> Body:
        """What would become of its rows now."""
        return self._post(f"/{import_id}/mendings", **said)

    def dry_run(self, import_id: str) -> Body:
        """What was told of it last, before it is confirmed."""
        told = self.told(import_id)
        report: Body | None = told["report"]
        if report is None or told["state"] != "submitted":
            says = STATES[told["state"]]
            raise Refused(REFUSED, NOT_MENDED.format(says=says), code="import.not-submitted")
        return report

    def undo(self, import_id: str) -> Body:
        return self._post(f"/{import_id}/undo")

    def told(self, import_id: str, after: str = "") -> Body:
        params = {"after": after} if after else {}
        return asked("GET", f"{IMPORTS}/{import_id}", self._who, params=params)

    def workbook(self, import_id: str) -> bytes:
        """Its lists, with what is wrong in them."""
        return fetched(f"{IMPORTS}/{import_id}/workbook", self._who)

    def imports(self, place_id: str) -> Sequence[Body]:
        found: list[Body] = []
        asking: dict[str, str] = {"place_id": place_id, "limit": "100"}
        while True:
            page = asked("GET", IMPORTS, self._who, params=asking)
            found += page["items"]
            if page["next_cursor"] is None:
                return found
            asking["cursor"] = page["next_cursor"]

    def finished(self, import_id: str, after: str, tell: Callable[[Body], None]) -> Body:
        """What is told of its rows, once the last one is done."""
        while True:
            told = self.told(import_id, after)
            tell(told)
            if told["state"] == "finished":
                report: Body = told["report"]
                return report
            if told["state"] in ("ended", "dropped", "undone"):
                reason = str(told["reason_code"] or told["state"])
                raise Refused(REFUSED, ENDED.get(reason, reason), code=f"import.{reason}")
            time.sleep(POLL)

    def _post(self, path: str, **said: object) -> Body:
        return self._posted(path, **said)[0]

    def _posted(self, path: str, **said: object) -> tuple[Body, str]:
        key, path = {"Idempotency-Key": str(uuid4())}, f"{IMPORTS}{path}"
        return asked_with_receipt("POST", path, self._who, key, json=said, timeout=PATIENCE)


def at_register(work: Callable[[Register], Answer]) -> Answer:
    """`HIEUHOC_REGISTRY` and `HIEUHOC_TOKEN` say where and who. Where neither is said, the demo
    officer of the province asks the laptop edition, which is started for this one piece of work
    when it does not run. Raises Refused."""
    address, token = os.environ.get("HIEUHOC_REGISTRY"), os.environ.get("HIEUHOC_TOKEN")
    if token is None and (issuer := os.environ.get("HIEUHOC_ISSUER")):
        token = _demo_token(issuer)
        address = address if token else None
    if address and token:
        return work(Register(address, token))
    if address or token:
        raise Refused(MISUSED, HALF_SAID, WITHOUT_A_REGISTER, code="hieuhoc.register-not-told")
    typer.echo(REPORT["laptop"].format(folder=default_folder()), err=True)
    # All the services, which nobody waits for who asks a running system.
    laptop = import_module("hieuhoc.commands.asking_laptop")
    answer: Answer
    try:
        answer = laptop.at_our_own(
            default_folder(), "registry", OFFICER, lambda *who: work(Register(*who))
        )
    except laptop.Refused as refused:
        raise Refused(refused.exit_code, refused.sentence, code="hieuhoc.no-answer") from None
    return answer


def _demo_token(issuer: str) -> str | None:
    """From a laptop edition, if it runs."""
    try:
        answer = httpx2.get(f"{issuer}/token", params={"officer": OFFICER})
    except httpx2.TransportError:
        return None
    return answer.text.strip() if answer.is_success else None
