"""`hieuhoc places reorganise|cancel`: a document with its rows, from a file, to the register that
runs; and one that was announced taken back before its day."""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, Final
from uuid import uuid4

import httpx2
import typer

REFUSED, MISUSED = 1, 2
PATIENCE = 60.0
HALF_SAID = (
    "Cần cả hai: HIEUHOC_REGISTRY (địa chỉ) và HIEUHOC_TOKEN (mã đăng nhập)."
    " (Both are needed: the address and the token.)"
)
UNREACHABLE = "{address} không trả lời (no answer)."
OFFICER = "province"
REORGANISATIONS = "/registry/v1/places/reorganisations"

Body = Mapping[str, Any]
NOTHING: Final[Body] = {}
Paper = Annotated[
    Path,
    typer.Argument(
        exists=True, dir_okay=False, help="tệp JSON: document_number, effective_on, rows"
    ),
]


class Refused(Exception):
    """`lines` say why, in Vietnamese; `code` for programs."""

    def __init__(self, exit_code: int, *lines: str, code: str = "hieuhoc.no-answer") -> None:
        self.exit_code, self.lines, self.code = exit_code, lines, code
        super().__init__(*lines)


def reorganise(
    file: Paper, *, as_json: Annotated[bool, typer.Option("--json", help="In ra JSON")] = False
) -> None:
    """Sắp xếp địa bàn theo một văn bản (places change by one document, whole or not at all).

    `HIEUHOC_REGISTRY` and `HIEUHOC_TOKEN` say where the register is and who asks; beside a laptop
    edition that runs, its demo officer of the province does. The same file again changes nothing.
    """
    document = file.read_bytes()
    _told(REORGANISATIONS, document, sha256(document).hexdigest(), as_json, _text)


def cancel(
    number: Annotated[str, typer.Argument(help="số, ký hiệu văn bản (number of the document)")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="In ra JSON")] = False,
) -> None:
    """Hủy việc sắp xếp đã công bố, trước ngày có hiệu lực (an announced document is taken back).

    `HIEUHOC_REGISTRY` and `HIEUHOC_TOKEN` as for `reorganise`. Cancelled again, nothing changes.
    """
    said = json.dumps({"document_number": number}).encode()
    _told(f"{REORGANISATIONS}/cancellations", said, str(uuid4()), as_json, _taken_back)


def _told(path: str, said: bytes, key: str, as_json: bool, text: Callable[[Body], str]) -> None:
    try:
        body = _asked(path, said, key)
    except Refused as refused:
        for line in refused.lines:
            typer.echo(line, err=True)
        raise typer.Exit(refused.exit_code) from None
    typer.echo(json.dumps(body, ensure_ascii=False, indent=2) if as_json else text(body))


def where_and_who() -> tuple[str, str]:
    """The address of the register, and the token of who asks; beside a laptop edition its own."""
    address, token = os.environ.get("HIEUHOC_REGISTRY"), os.environ.get("HIEUHOC_TOKEN")
    issuer = os.environ.get("HIEUHOC_ISSUER")
    if address and not token and issuer:
        token = _answer("GET", f"{issuer}/token", params={"officer": OFFICER}).text.strip()
    if not address or not token:
        raise Refused(MISUSED, HALF_SAID, code="hieuhoc.register-not-told")
    return address, token


def _asked(path: str, said: bytes, key: str) -> Body:
    headers = {"Content-Type": "application/json", "Idempotency-Key": key}
    return asked("POST", path, where_and_who(), headers, content=said)


def asked(
    method: str, path: str, who: tuple[str, str], headers: Body = NOTHING, **said: Any
) -> Body:
    """What the register answers. Raises Refused, with the code that it says."""
    return asked_with_receipt(method, path, who, headers, **said)[0]


def asked_with_receipt(
    method: str, path: str, who: tuple[str, str], headers: Body = NOTHING, **said: Any
) -> tuple[Body, str]:
    """As `asked`, and the `after` with which what was done can be read; empty: nothing was."""
    answer = _answered(method, path, who, headers, **said)
    return _body_of(answer, who), answer.headers.get("Hieuhoc-After", "")


def fetched(path: str, who: tuple[str, str]) -> bytes:
    """A file that the register gives. Raises Refused."""
    return _answered("GET", path, who, NOTHING).content


def _answered(
    method: str, path: str, who: tuple[str, str], headers: Body, **said: Any
) -> httpx2.Response:
    address, token = who
    told = {"Authorization": f"Bearer {token}", "Accept-Language": "vi", **headers}
    answer = _answer(method, f"{address}{path}", headers=told, **said)
    if answer.is_error:
        body = _body_of(answer, who)
        raise Refused(REFUSED, *_why(body), code=body["code"])
    return answer


def _body_of(answer: httpx2.Response, who: tuple[str, str]) -> Body:
    try:
        body: Body = answer.json()
    except ValueError:  # somebody else answers there, a proxy for one
        raise Refused(REFUSED, UNREACHABLE.format(address=who[0])) from None
    return body


def _answer(method: str, url: str, **said: Any) -> httpx2.Response:
    try:
        return httpx2.request(method, url, **{"timeout": PATIENCE, **said})
    except httpx2.TransportError:
        raise Refused(REFUSED, UNREACHABLE.format(address=url)) from None


def _why(problem: Body) -> Iterator[str]:
    """The sentence, then each row with what is wrong with it."""
    yield problem["detail"]
    for each in problem.get("errors", ()):
        where = str(each["field"]).replace("row ", "dòng ")
        yield f"  {where}: {each['detail']}"


def _text(body: Body) -> str:
    what = "đã công bố (announced)" if body["announced"] else "đã ghi (recorded)"
    if not body["changes"]:
        what = "đã có trong sổ, không có gì mới (nothing new)"
    return "\n".join(
        (
            f"{body['document_number']}, {body['effective_on']}: {what}",
            f"{body['changes']:>7}  thay đổi (changes)",
            f"{len(body['made']):>7}  địa bàn mới (places made)",
            f"{body['hamlets_moved']:>7}  thôn, tổ dân phố chuyển theo xã (hamlets moved)",
            f"{body['hamlets_unallocated']:>7}  thôn, tổ dân phố chưa phân bổ (unallocated)",
        )
    )


def _taken_back(body: Body) -> str:
    what = "đã hủy (cancelled)" if body["places"] else "đã hủy trước đó (cancelled before)"
    places = f"{body['places']:>7}  địa bàn trở lại như trước (places as before)"
    return f"{body['document_number']}, {body['effective_on']}: {what}\n{places}"
