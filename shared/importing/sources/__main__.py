"""`python -m shared.importing.sources FORMAT BYTES SECONDS`: a file on standard input, an
Answer on standard output. Before a byte is looked at, memory and time are limited."""

import resource
import sys

import msgspec

from shared.importing.guard import Format
from shared.importing.refusals import FileBomb, FileRefused
from shared.importing.sources import delimited, workbooks
from shared.importing.sources.wire import MOST_ANSWERED, Answer, SheetSent


def main(told: str, memory: str, seconds: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    data = sys.stdin.buffer.read()
    answer = msgspec.msgpack.encode(_answer(Format(told), data))
    if len(answer) > MOST_ANSWERED:
        answer = msgspec.msgpack.encode(Answer(refused=FileBomb.code))
    sys.stdout.buffer.write(answer)


def _answer(told: Format, data: bytes) -> Answer:
    try:
        return Answer(sheets=_sheets(told, data))
    except FileRefused as refused:
        fields = {name: str(value) for name, value in refused.fields.items()}
        return Answer(refused=refused.code, fields=dict(fields))


def _sheets(told: Format, data: bytes) -> list[SheetSent]:
    return [delimited.sheet(data)] if told is Format.CSV else workbooks.sheets(told, data)


if __name__ == "__main__":
    main(*sys.argv[1:])
