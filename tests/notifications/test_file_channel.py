"""The channel that writes files, and the texts it writes."""

import fcntl
import json
from dataclasses import replace
from pathlib import Path
from string import Formatter

from msgspec import structs

from services.notifications.channels.channel import Accepted, Message, Rejected, Retry
from services.notifications.channels.file import FileChannel
from services.notifications.channels.texts import text_of
from services.notifications.deliveries.delivery import delivery_id
from services.notifications.rules import RULES
from services.notifications.words import BEARERS, TEXTS
from shared.vocabulary.titles import BEARER_KINDS, TITLES
from tests.notifications.events import awarded, recognised, request, revoked

SAID = request(recognised())
MESSAGE = Message(delivery_id(SAID), SAID)
NAME = f"{MESSAGE.delivery_id}.json"


def test_a_family_reads_which_title_it_was_given_and_by_which_decision() -> None:
    assert text_of(SAID) == (
        "Gia đình được công nhận danh hiệu “Gia đình học tập” năm 2022 theo Quyết định số "
        "123/QĐ-UBND ngày 20/11/2022. Xin chúc mừng gia đình!"
    )


def test_a_family_reads_by_which_decision_its_title_was_revoked() -> None:
    said = request(revoked())
    assert said.subject_id == SAID.subject_id
    assert text_of(said) == (
        "Gia đình không còn giữ danh hiệu “Gia đình học tập” năm 2022: danh hiệu bị thu hồi theo "
        "Quyết định số 45/QĐ-UBND ngày 01/02/2023."
    )


def test_every_bearer_of_every_title_is_spoken_to_as_what_it_is() -> None:
    for kind, title in ((kind, title) for title, of in TITLES.items() for kind in of.kinds):
        said = request(structs.replace(recognised(), bearer_kind=kind, title=title))
        assert said.recipient_kind == kind
        assert f"danh hiệu “{TITLES[title].name}” năm 2022" in text_of(said)
        assert text_of(said).casefold().startswith(BEARERS[kind])
    assert BEARERS.keys() == BEARER_KINDS.keys()


def test_a_recipient_reads_how_much_was_awarded() -> None:
    assert text_of(request(awarded())) == (
        "Quỹ khuyến học đã trao 2 suất học bổng, tổng trị giá 1.500.000 đồng, ngày 05/09/2022. "
        "Xin chúc mừng!"
    )


def test_every_rule_has_a_text_that_says_its_details_and_no_more() -> None:
    for event in (recognised(), revoked(), awarded()):
        said = request(event)
        fields = {name for _, name, _, _ in Formatter().parse(TEXTS[said.rule_code]) if name}
        assert fields == set(said.details)
    assert {rule.code for rule in RULES} == set(TEXTS)


def test_a_message_is_a_file_of_its_own_that_is_written_once(tmp_path: Path) -> None:
    channel = FileChannel(tmp_path / "messages")
    assert channel.send(MESSAGE) == Accepted()
    (file,) = (tmp_path / "messages").iterdir()
    before = file.stat()
    assert channel.send(MESSAGE) == Accepted()
    assert [file] == list((tmp_path / "messages").iterdir())
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert json.loads(file.read_bytes())["text"] == text_of(SAID)


def test_what_a_killed_process_left_half_written_is_written_whole(tmp_path: Path) -> None:
    (tmp_path / f".{NAME}.new").write_text('{"delivery_id": "half')
    assert FileChannel(tmp_path).send(MESSAGE) == Accepted()
    assert [file.name for file in tmp_path.iterdir()] == [NAME]
    assert json.loads((tmp_path / NAME).read_bytes())["event_id"] == str(SAID.event_id)


def test_what_another_process_is_writing_is_left_to_it(tmp_path: Path) -> None:
    with (tmp_path / f".{NAME}.new").open("ab") as others:
        fcntl.flock(others, fcntl.LOCK_EX)
        assert isinstance(FileChannel(tmp_path).send(MESSAGE), Retry)
    assert FileChannel(tmp_path).send(MESSAGE) == Accepted()


def test_a_folder_that_cannot_be_written_is_tried_again(tmp_path: Path) -> None:
    (tmp_path / "messages").write_text("not a folder")
    assert isinstance(FileChannel(tmp_path / "messages").send(MESSAGE), Retry)


def test_a_message_without_a_text_is_rejected(tmp_path: Path) -> None:
    for said in (replace(SAID, rule_code="unknown"), replace(SAID, details={})):
        assert FileChannel(tmp_path).send(Message(MESSAGE.delivery_id, said)) == Rejected("no-text")
    assert list(tmp_path.iterdir()) == []
