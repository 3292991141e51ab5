"""Random faults on real processes, from a seed that is printed.

`HIEUHOC_STORM_SECONDS` says how long, `HIEUHOC_STORM_SEED` which one; see `make storm`.
"""

import os
import random

import pytest

from tests.faults.storm.site import running_site
from tests.faults.storm.storm import Storm


def test_a_storm_loses_nothing_doubles_nothing_and_passes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    seed = int(os.environ.get("HIEUHOC_STORM_SEED") or random.SystemRandom().randrange(10**6))
    seconds = float(os.environ.get("HIEUHOC_STORM_SECONDS") or 60)
    with running_site() as site:
        storm = Storm(site, seed, seconds)
        try:
            storm.rage()
        except BaseException as broken:
            broken.add_note(f"{storm}\n{site.last_words()}")
            raise
        with capsys.disabled():
            print(f"\n{storm}")
        assert not storm.wrong, "\n".join([*storm.wrong, str(storm), site.last_words()])
