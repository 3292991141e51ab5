"""How much processor time it takes until a command of the command line has answered.

    python -m benchmarks.start

Beside it, the least that can be: an interpreter that imports what draws the commands.
"""

import resource
import subprocess
import sys
from statistics import median

from tests.hieuhoc.demo_process import environment
from tests.hieuhoc.test_start import ASKED, counter

RUNS = 10
HIEUHOC = (sys.executable, "-m", "hieuhoc")


def measure() -> list[str]:
    """The lines of the table: user and system time, the median of some runs."""
    least = seconds((sys.executable, "-c", "import typer, rich.console"))
    peer = f"importing Typer and Rich {least:.2f} s"
    shown = seconds((*HIEUHOC, "--help"))
    with counter() as address:
        told = {"HIEUHOC_ROLLUPS": address, "HIEUHOC_TOKEN": "token"}
        asked = seconds((*HIEUHOC, *ASKED), **told)
    return [
        f"| help of `hieuhoc`, processor time | {shown:.2f} s | {peer} | – | ≤ 0.4 s |",
        f"| `hieuhoc report` of a running system | {asked:.2f} s | {peer} | – | ≤ 0.8 s |",
    ]


def seconds(command: tuple[str, ...], **told: str) -> float:
    taken = []
    for _ in range(RUNS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            command, env=environment(**told), stdout=subprocess.DEVNULL, check=True, timeout=60
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    return median(taken)


if __name__ == "__main__":
    print("\n".join(measure()))
