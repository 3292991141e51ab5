"""The laptop edition: how soon a warm start is ready, and how much memory everything holds.

python -m benchmarks.laptop
"""

import tempfile
import time
from pathlib import Path

from tests.hieuhoc.demo_process import Demo

HELD_FOR = 10.0


def measure() -> list[str]:
    """The lines of the table. The first start, which loads the demo data, is told too."""
    with tempfile.TemporaryDirectory(prefix="hieuhoc-bench-") as name:
        folder = Path(name) / "laptop"
        first, _ = started(folder)
        warm, held = started(folder)
    return [
        f"| laptop edition, first start with demo data | {first:.1f} s | – | – | – |",
        f"| laptop edition, warm start | {warm:.1f} s | – | – | ≤ 8 s |",
        f"| resident memory of everything | {held:,.0f} MB | – | – | ≤ 900 MB |",
    ]


def started(folder: Path) -> tuple[float, float]:
    """Seconds until it says that it is ready, megabytes a little later."""
    began = time.monotonic()
    demo = Demo(folder)
    try:
        demo.until_ready()
        ready = time.monotonic() - began
        time.sleep(HELD_FOR)
        return ready, demo.resident_megabytes()
    finally:
        demo.interrupt()


if __name__ == "__main__":
    print("\n".join(measure()))
