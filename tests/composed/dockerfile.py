"""What a Dockerfile says of one of its stages, read from the file and never repeated here."""

import json
import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

BASE: Final = {
    "PATH": "/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin",
    "LANG": "C.UTF-8",
}
"""What the image python:3.x-slim gives."""


@dataclass(frozen=True)
class Copy:
    """`stage` is where from when it is not the sources."""

    sources: tuple[str, ...]
    target: str
    stage: str | None = None
    owner: str = "0"


@dataclass(frozen=True)
class Made:
    """A folder that a RUN line makes."""

    path: str
    owner: str
    mode: int


@dataclass(frozen=True)
class Stage:
    environment: Mapping[str, str] = field(default_factory=lambda: dict(BASE))
    arguments: Mapping[str, str] = field(default_factory=dict)
    user: str = "0"
    users: Mapping[str, int] = field(default_factory=lambda: {"root": 0})
    folder: str = "/"
    entrypoint: tuple[str, ...] = ()
    command: tuple[str, ...] = ()
    health: Mapping[str, Any] | None = None
    copies: tuple[Copy, ...] = ()
    made: tuple[Made, ...] = ()

    def uid(self, name: str) -> int:
        """Of a user as USER, --chown or -o name it, its group left out."""
        name = name.partition(":")[0]
        return int(name) if name.isdigit() else self.users[name]


class NotUnderstood(ValueError):
    """A line of the Dockerfile that this reader does not know: teach it here."""


def stage(file: Path, target: str, given: Mapping[str, str]) -> Stage:
    """The stage `target` with all that it is built from; `given` are the build's arguments."""
    known: dict[str, Stage] = {}
    name, now = "", Stage()
    for word, rest in _instructions(file):
        if word == "FROM":
            base, _, name = (part.strip() for part in re.split(r"( (?i:as) )", rest))
            now = known.get(base, Stage())
        elif name:
            now = _told(now, word, rest, given)
        known[name] = now
    return known[target]


def _instructions(file: Path) -> Iterator[tuple[str, str]]:
    lines = (line for line in file.read_text().splitlines() if not line.lstrip().startswith("#"))
    for line in "\n".join(lines).replace("\\\n", " ").splitlines():
        if line.strip():
            word, _, rest = line.strip().partition(" ")
            yield word.upper(), rest.strip()


def _told(now: Stage, word: str, rest: str, given: Mapping[str, str]) -> Stage:
    if word in {"RUN", "ENTRYPOINT", "CMD", "HEALTHCHECK"}:
        return _done(now, word, rest)
    text = re.sub(
        r"\$(?:\{(\w+)\}|(\w+))",
        lambda found: {**now.arguments, **now.environment}.get(found[1] or found[2], ""),
        rest,
    )
    match word:
        case "ENV":
            return replace(now, environment={**now.environment, **_pairs(text)})
        case "ARG":
            name, _, usual = text.partition("=")
            value = {name: given.get(name, usual)}
            return replace(now, arguments={**now.arguments, **value})
        case "WORKDIR":
            return replace(now, folder=text, made=(*now.made, Made(text, "0", 0o755)))
        case "USER":
            return replace(now, user=text)
        case "COPY":
            return replace(now, copies=(*now.copies, _copy(now, text)))
        case "EXPOSE" | "LABEL" | "STOPSIGNAL":
            return now
    raise NotUnderstood(f"{word} {rest}")


def _done(now: Stage, word: str, rest: str) -> Stage:
    match word:
        case "RUN":
            for command in re.split(r"&&", rest):
                now = _run(now, shlex.split(command))
            return now
        case "ENTRYPOINT":
            return replace(now, entrypoint=_words(rest))
        case "CMD":
            return replace(now, command=_words(rest))
    return replace(now, health=_health(rest))


def _run(now: Stage, words: list[str]) -> Stage:
    match words:
        case ["useradd", *options]:
            uid = int(options[options.index("--uid") + 1])
            return replace(now, users={**now.users, options[-1]: uid})
        case ["install", "-d" | "--directory", *options]:
            return replace(now, made=(*now.made, *_installed(options)))
        case ["uv" | "python", *_]:
            return now  # the requirements: our own virtual environment stands for them
    raise NotUnderstood(f"RUN {shlex.join(words)}")


def _installed(options: list[str]) -> Iterator[Made]:
    owner, mode, paths = "0", 0o755, []
    rest = iter(options)
    for each in rest:
        key, _, value = each.partition("=")
        if key in {"-o", "--owner"}:
            owner = value or next(rest)
        elif key in {"-m", "--mode"}:
            mode = int(value or next(rest), 8)
        elif key in {"-g", "--group"}:
            _ = value or next(rest)
        else:
            paths.append(each)
    return (Made(path, owner, mode) for path in paths)


def _pairs(text: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in shlex.split(text))


def _copy(now: Stage, text: str) -> Copy:
    words = text.split()
    options = dict(word.removeprefix("--").split("=") for word in words if word.startswith("--"))
    *sources, target = [word for word in words if not word.startswith("--")]
    path = target if target.startswith("/") else f"{now.folder}/{target}"
    return Copy(tuple(sources), path, options.get("from"), options.get("chown", "0"))


def _words(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text)) if text.startswith("[") else ("/bin/sh", "-c", text)


def _health(text: str) -> dict[str, Any]:
    """As docker-compose.yml would write it."""
    options, _, command = text.partition("CMD ")
    found: dict[str, Any] = {
        key.replace("-", "_"): int(value) if value.isdigit() else value
        for key, value in re.findall(r"--([a-z-]+)=(\S+)", options)
    }
    return found | {"test": ["CMD", *_words(command.strip())]}
