"""A search by name among the heads of 200,000 families, within a commune and within a province.

    python -m benchmarks.people --people 200000

The vault keeps each under a key of its own, as it does for the register; 100 of them to a hamlet,
20 hamlets to a commune. Asked for are names that are there, written without marks, from the reach
to the people opened and sorted.
"""

import argparse
import asyncio
import os
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID

from benchmarks.append import databases
from services.registry.main import MIGRATIONS
from services.registry.people.vault.keeping import Vault, open_vault
from services.registry.people.vault.personal_data import PersonalData
from services.registry.people.vault.sealing import MasterKey
from services.registry.people.vault.searching import Search, open_search
from shared.eventstore.migrations import migrate
from shared.vocabulary.folding import bare
from shared.vocabulary.identifiers import new_id

PEOPLE = 200_000
OF_A_HAMLET, OF_A_COMMUNE = 100, 20
AT_ONCE = 2_000
TIMED = 300
FAMILY = """
Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý
"""
MIDDLE = """
Văn Thị Hữu Đức Ngọc Thanh Minh Quốc Xuân Thu Kim Hồng Công Đình Bá Mỹ
"""
GIVEN = """
An Anh Bình Cường Dung Dũng Đạt Giang Hà Hải Hạnh Hiếu Hoa Hòa Hùng Hương Khánh Lan Linh
Loan Long Mai Nam Nga Phúc Phương Quang Sơn Tâm Thảo Thắng Trang Tuấn Vân Vinh Yến
"""
NAMES = [words.split() for words in (FAMILY, MIDDLE, GIVEN)]
"""About nine thousand names: each is some twenty people's among 200,000."""

Reach = Mapping[UUID, date]


def measure(people: int = PEOPLE) -> list[str]:
    """The lines of the table. Starts a server of its own and ends it."""
    with databases() as (dsn, _):
        migrate(dsn, *MIGRATIONS)
        commune, province = asyncio.run(timed(dsn, people))
    shown = {f"search among {people:,} families, a commune's": commune, "the province's": province}
    return [f"| {what}, p95 | {taken:.1f} ms | – | – | ≤ 30 ms |" for what, taken in shown.items()]


async def timed(dsn: str, people: int) -> tuple[float, float]:
    key, chance = MasterKey(os.urandom(32), os.urandom(32)), random.Random(1)  # no secret
    hamlets = [new_id() for _ in range(people // OF_A_HAMLET)]
    names = [name(chance) for _ in range(people)]
    async with open_vault(dsn, key) as vault, open_search(dsn, key) as search:
        await fill(vault, hamlets, names)
        commune = dict.fromkeys(hamlets[:OF_A_COMMUNE], date.max)
        province = dict.fromkeys(hamlets, date.max)
        asked = [bare(chance.choice(names)) for _ in range(TIMED)]
        return await nearly_all(search, asked, commune), await nearly_all(search, asked, province)


async def fill(vault: Vault, hamlets: Sequence[UUID], names: Sequence[str]) -> None:
    for chunk in chunks(names):
        await vault.keep(
            [(hamlets[n // OF_A_HAMLET], PersonalData(names[n], None, f"09{n:08}")) for n in chunk]
        )


def chunks(names: Sequence[str]) -> Iterator[range]:
    for first in range(0, len(names), AT_ONCE):
        yield range(first, min(first + AT_ONCE, len(names)))


def name(chance: random.Random) -> str:
    return " ".join(chance.choice(words) for words in NAMES)


async def nearly_all(search: Search, asked: Sequence[str], reach: Reach) -> float:
    """Milliseconds within which 95 of a hundred are answered."""
    taken = []
    for each in asked:
        began = time.perf_counter()
        await search.named(each, reach)
        taken.append(1000 * (time.perf_counter() - began))
    return sorted(taken)[int(0.95 * len(taken))]


if __name__ == "__main__":
    asking = argparse.ArgumentParser(description=__doc__)
    asking.add_argument("--people", type=int, default=PEOPLE)
    print("\n".join(measure(asking.parse_args().people)))
