"""Running a server as an ordinary user when we are root.

PostgreSQL refuses to run as root. `setpriv`, a part of every Linux system's util-linux, gives up
root's rights and then runs the command in its place, under the same process id.
"""

import os
import pwd
import shutil
import signal
from collections.abc import Iterable
from pathlib import Path

# Rights to walk through closed folders, by their bit; the weaker one first. Containers have often
# only the second.
WALKING_RIGHTS = {"dac_read_search": 2, "dac_override": 1}


def user() -> pwd.struct_passwd | None:
    """Who runs the server when it is not simply us."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return known.get("postgres") or known["nobody"]


def give(path: Path) -> None:
    """The file or folder becomes the server's user's."""
    if (who := user()) is not None:
        os.chown(path, who.pw_uid, who.pw_gid)


def as_user(command: list[str], reaching: Iterable[Path]) -> list[str]:
    """The command as the server's user, who must be able to reach these paths."""
    if (who := user()) is None:
        return command
    if shutil.which("setpriv") is None:
        raise RuntimeError("PostgreSQL cannot run as root: run hieuhoc as an ordinary user.")
    identity = [f"--reuid={who.pw_uid}", f"--regid={who.pw_gid}", "--clear-groups"]
    end_with_parent = f"--pdeathsig={signal.SIGINT.name}"  # changing the user clears the first one
    return ["setpriv", *identity, *walking(reaching), end_with_parent, "--", *command]


def walking(reaching: Iterable[Path]) -> list[str]:
    """Nothing, unless a folder on the way is closed to others (as root's home is)."""
    on_the_way = {parent for path in reaching for parent in path.parents}
    if all(parent.stat().st_mode & 0o001 for parent in on_the_way):
        return []
    for name, bit in WALKING_RIGHTS.items():
        if our_rights() >> bit & 1:
            return [f"--inh-caps=+{name}", f"--ambient-caps=+{name}"]
    closed = sorted(str(folder) for folder in on_the_way if not folder.stat().st_mode & 0o001)
    raise RuntimeError(f"PostgreSQL cannot run as root, nor as a user who cannot enter {closed}.")


def our_rights() -> int:
    """The capabilities this process holds, as bits."""
    status = Path("/proc/self/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("CapPrm:"))
    return int(line.split()[1], 16)
