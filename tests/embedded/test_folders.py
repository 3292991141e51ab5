"""Folders as people name them: whatever stands in the name, the servers keep to their folder."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from hieuhoc.embedded import kafka_jars
from hieuhoc.embedded.kafka import EmbeddedKafka
from hieuhoc.embedded.postgres import EmbeddedPostgres
from tests.embedded.test_kafka import read, write
from tests.support import servers

NAMES = (
    "dữ liệu của tôi",
    "a, b",
    "Ê-đê #1 = 'nhà' & \"mẹ\"; 50% ${user.home} (Ďăk) back\\slash: hết!",
)


@contextmanager
def folder_named(name: str) -> Iterator[Path]:
    with servers.folder() as outside:
        inside = outside / name
        inside.mkdir()
        inside.chmod(0o755)
        yield inside
        beside = [each.name for each in outside.iterdir()]
        assert beside == [name], "something was written beside the folder"


@pytest.mark.parametrize("name", NAMES)
def test_kafka_finds_its_records_again_in_a_folder_of_any_name(name: str) -> None:
    with folder_named(name) as folder:
        kafka = EmbeddedKafka(folder / "kafka")
        try:
            write(kafka.start())
            assert read(kafka.restart()) == "còn đây"
        finally:
            kafka.stop()


@pytest.mark.parametrize("name", NAMES)
def test_postgres_finds_its_rows_again_in_a_folder_of_any_name(name: str) -> None:
    with folder_named(name) as folder:
        postgres = EmbeddedPostgres(folder / "postgres")
        try:
            with psycopg.connect(postgres.start()) as connection:
                connection.execute("create table kept as select 1 as row")
            with psycopg.connect(postgres.restart()) as connection:
                assert connection.execute("select row from kept").fetchone() == (1,)
        finally:
            postgres.stop()


def test_kafka_starts_for_a_user_whose_home_has_vietnamese_letters(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with folder_named("Hiếu học") as home:
        (home / "hieuhoc").mkdir()
        shutil.copytree(kafka_jars.cache(), home / "hieuhoc" / kafka_jars.cache().name)
        monkeypatch.setenv("XDG_CACHE_HOME", str(home))
        monkeypatch.setenv("LC_ALL", "C")
        kafka = EmbeddedKafka(home / "kafka")
        try:
            write(kafka.start())
        finally:
            kafka.stop()
