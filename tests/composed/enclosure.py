"""What holds a process as a container holds it: its files, its user, its rights.

Name spaces of the kernel do it. Root may make them; another user makes one in which he is root
first. Then he is every user of the containers outside, so that what another user may not touch is
closed to him by its mode alone (image.own).
"""

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.composed.image import AS_ROOT, Mount

SCRIPT: Final = Path(__file__).with_name("enclose.sh")
LEFT_BY_THE_SHELL: Final = ("PWD", "OLDPWD", "SHLVL", "_")


@dataclass(frozen=True)
class Enclosure:
    root: Path
    mounts: Sequence[Mount]
    uid: int
    folder: str
    environment: Mapping[str, str]
    read_only: bool = False
    no_new_privileges: bool = False
    no_capabilities: bool = False
    more: Sequence[Mount] = field(default_factory=list)

    def words(self, command: Sequence[str]) -> list[str]:
        """What to run instead of the command. It ends with whoever starts it."""
        name_spaces = ["--mount", *([] if AS_ROOT else ["--user", "--map-root-user"])]
        mounts = (part for m in (*self.mounts, *self.more) for part in (m.how, m.source, m.target))
        how = "ro" if self.read_only else "rw"
        cleared = [part for name in LEFT_BY_THE_SHELL for part in ("-u", name)]
        return [
            *("/usr/bin/unshare", *name_spaces, "--propagation", "private"),
            *("/bin/sh", str(SCRIPT), str(self.root), how, *mounts, "--"),
            *self._user(),
            *("/usr/bin/env", *cleared, "-C", self.folder, *command),
        ]

    def start(self, command: Sequence[str], log: Path) -> subprocess.Popen[bytes]:
        with log.open("ab") as said:
            return subprocess.Popen(
                self.words(command),
                env=dict(self.environment),
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
            )

    def _user(self) -> list[str]:
        uid = str(self.uid)
        rights = ["--bounding-set=-all", "--inh-caps=-all"] if self.no_capabilities else []
        rights += ["--no-new-privs"] if self.no_new_privileges else []
        ended = ["--pdeathsig", "KILL"]
        if AS_ROOT:
            who = ["--reuid", uid, "--regid", uid, "--clear-groups"]
            return ["/usr/bin/setpriv", *who, *rights, *ended]
        mapped = ["/usr/bin/unshare", "--user", f"--map-user={uid}", f"--map-group={uid}"]
        return [*mapped, "/usr/bin/setpriv", *rights, *ended]


def refused() -> str | None:
    """Why this machine cannot hold a container, in words that say what to do."""
    for program in ("/usr/bin/unshare", "/usr/bin/setpriv", "/usr/sbin/pivot_root"):
        if not os.access(program, os.X_OK):
            return f"{program} is missing: Linux with util-linux 2.38 is needed"
    user = [] if AS_ROOT else ["--user", "--map-root-user"]
    tried = ["unshare", *user, "--mount", "sh", "-c", "mount -t tmpfs none /mnt"]
    done = subprocess.run(tried, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return None
    return (
        f"name spaces are refused here ({done.stderr.strip()}): run as root, or allow them to users"
        " (kernel.unprivileged_userns_clone=1, kernel.apparmor_restrict_unprivileged_userns=0), or"
        " give the machine's own container the right (docker run --privileged)"
    )


def not_enforced() -> str:
    """What a run as an ordinary user leaves out."""
    if AS_ROOT:
        return ""
    return (
        "not as root: user 10001 of the containers is this user outside, so the owner of files is"
        " not checked, only their modes; as root it is"
    )
