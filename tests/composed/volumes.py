"""Volumes as Docker makes them, and files of the host that are mounted."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.composed import image
from tests.composed.dockerfile import Stage
from tests.composed.image import Mount


class Volumes:
    def __init__(self, folder: Path, top: Mapping[str, Any]) -> None:
        """`top`: the whole resolved file, for what its secrets and configs are."""
        self._folder, self._top = folder, top

    def __getitem__(self, name: str) -> Path:
        return self._folder / name

    def mounts(self, spec: Mapping[str, Any], stage: Stage, root: Path) -> list[Mount]:
        """Of a container that is about to start from `root`."""
        return [
            *(self._mount(each, stage, root) for each in spec.get("volumes") or []),
            *self._files(spec, "secrets", "/run/secrets"),
            *self._files(spec, "configs", ""),
        ]

    def _mount(self, told: Mapping[str, Any], stage: Stage, root: Path) -> Mount:
        how: image.How = "ro" if told.get("read_only") else "rw"
        if told["type"] == "bind":
            return Mount(how, told["source"], told["target"])
        assert told["type"] == "volume", told
        volume = self._folder / told["source"]
        if not volume.exists():
            self._make(volume, told["target"], stage, root)
        return Mount(how, str(volume), told["target"])

    def _make(self, volume: Path, target: str, stage: Stage, root: Path) -> None:
        """A new volume takes what the image has at that place, owner and mode too; where the image
        has nothing, it belongs to root."""
        volume.parent.mkdir(parents=True, exist_ok=True)
        inside = root / target.lstrip("/")
        if inside.is_dir():
            shutil.copytree(inside, volume)
        else:
            volume.mkdir()
        made = {each.path.rstrip("/"): each for each in stage.made}.get(target.rstrip("/"))
        uid = stage.uid(made.owner) if made else 0
        image.own(volume, uid, made.mode if made else 0o755)
        image.close(volume, {volume} if uid else set())

    def _files(self, spec: Mapping[str, Any], kind: str, where: str) -> list[Mount]:
        found = []
        for told in spec.get(kind) or []:
            source = self._top[kind][told["source"]]["file"]
            target = told.get("target") or told["source"]
            path = target if target.startswith("/") else f"{where}/{target}"
            found.append(Mount("ro", source, path))
        return found
