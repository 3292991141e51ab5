"""An image as a folder: what COPY takes, the folders that RUN makes, and where the rest is put."""

import fnmatch
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from tests.composed.dockerfile import Copy, Stage
from tests.support.sources import ROOT

How = Literal["ro", "rw", "all", "tmpfs"]
SYSTEM: Final = ("/bin", "/lib", "/lib32", "/lib64", "/sbin", "/usr")
OF_THE_KERNEL: Final = ("/proc", "/dev")
HIDDEN: Final = ("/tmp", "/run")
AS_ROOT: Final = os.geteuid() == 0


@dataclass(frozen=True)
class Mount:
    """`all` takes along what is mounted below."""

    how: How
    source: str
    target: str


def build(stage: Stage, folder: Path) -> list[Mount]:
    """The root of a container of this stage, and what is mounted into it."""
    folder.mkdir(parents=True)
    folder.chmod(0o755)
    for made in stage.made:
        _make(folder, made.path, stage.uid(made.owner), made.mode)
    for copy in stage.copies:
        if copy.stage is None:
            _copied(copy, folder, stage.uid(copy.owner))
    mounts = [*_system(folder), *_python(stage), _users(stage, folder)]
    for mount in mounts:
        mountpoint(folder, mount)
    return mounts


def mountpoint(root: Path, mount: Mount) -> None:
    """As Docker makes it where the image has none: a folder of root's."""
    target = root / mount.target.lstrip("/")
    if Path(mount.source).is_file():
        target.parent.mkdir(parents=True, exist_ok=True)
        target.touch()
    else:
        _make(root, mount.target, 0, 0o755)


def _make(root: Path, path: str, uid: int, mode: int) -> None:
    """Folders above it, too, are entered by everybody; one that is there stays as it is."""
    target = root / path.lstrip("/")
    for each in (*reversed(target.relative_to(root).parents), target.relative_to(root)):
        if not (root / each).exists():
            (root / each).mkdir()
            (root / each).chmod(0o755)
            if root / each == target:
                own(target, uid, mode)


def own(folder: Path, uid: int, mode: int) -> None:
    """Belongs to this user of the container."""
    if AS_ROOT:
        os.chown(folder, uid, uid)
    folder.chmod(mode)


def close(folder: Path, owned: set[Path]) -> None:
    """Who is not root here is every user of his containers: so that he writes only where the
    container's user may, what is not owned by that user, nor open to all, is closed to himself."""
    for each in () if AS_ROOT else (folder, *folder.rglob("*/")):
        mode = each.stat().st_mode
        if each not in owned and not mode & 0o002 and not each.is_symlink():
            each.chmod(mode & ~0o222)


def reopen(folder: Path) -> None:
    """So that it can be removed."""
    for each in () if AS_ROOT or not folder.exists() else (folder, *folder.rglob("*/")):
        if not each.is_symlink():
            each.chmod(each.stat().st_mode | 0o200)


def _copied(copy: Copy, root: Path, uid: int) -> None:
    patterns = (ROOT / ".dockerignore").read_text().split()
    ignored = [line.removeprefix("**/") for line in patterns if line.startswith("**/")]
    taken = {line.removeprefix("!") for line in patterns if line.startswith("!")}
    for name in copy.sources:
        assert "*" not in patterns or name.split("/")[0] in taken, (
            f".dockerignore leaves {name} out"
        )
        source, target = ROOT / name, root / copy.target.lstrip("/")
        if source.is_dir():
            shutil.copytree(
                source,
                target,
                dirs_exist_ok=True,
                ignore=lambda _, names: {
                    each for each in names for one in ignored if fnmatch.fnmatch(each, one)
                },
            )
        else:
            file = target / source.name if copy.target.endswith("/") else target
            file.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, file)
    for path in (root / copy.target.strip("/")).rglob("*") if AS_ROOT and uid else ():
        os.chown(path, uid, uid)


def _system(root: Path) -> Iterator[Mount]:
    """The machine's own programs stand for the base image's."""
    for name in (*SYSTEM, *OF_THE_KERNEL, "/etc"):
        path = Path(name)
        if path.is_symlink():
            (root / name.lstrip("/")).symlink_to(path.readlink())
        elif path.is_dir():
            yield Mount("all" if name in OF_THE_KERNEL else "ro", name, name)
    for name in HIDDEN:
        _make(root, name, 0, 0o1777 if name == "/tmp" else 0o755)


def _python(stage: Stage) -> Iterator[Mount]:
    """Our own virtual environment stands where the image's requirements are, at the same place.
    Its link to these sources leads nowhere inside."""
    (target,) = {copy.target for copy in stage.copies if copy.stage is not None}
    yield Mount("ro", sys.prefix, target)
    if not sys.base_prefix.startswith("/usr"):
        yield Mount("ro", sys.base_prefix, sys.base_prefix)


def _users(stage: Stage, root: Path) -> Mount:
    file = root.with_name(f"{root.name}-users")
    line = "{name}:x:{uid}:{uid}::{home}:/usr/sbin/nologin\n"
    told = (line.format(name=n, uid=uid, home=home(stage, uid)) for n, uid in stage.users.items())
    file.write_text("".join(told))
    file.chmod(0o644)
    return Mount("ro", str(file), "/etc/passwd")


def home(stage: Stage, uid: int) -> str:
    """As Docker finds it out: of a user it does not know, the root folder."""
    names: Mapping[int, str] = {each: name for name, each in stage.users.items()}
    if uid == 0:
        return "/root"
    return str(Path("/home", names[uid])) if uid in names else "/"
