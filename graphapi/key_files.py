"""Key files: written whole or not at all, for their owner's eyes alone."""

from __future__ import annotations

import fcntl
import os
import secrets
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence
    from pathlib import Path

    from graphapi.secrets import Key


def write_key_file(path: Path, keys: Sequence[Key]) -> None:
    """Write a key file that only its owner may read; raises FileExistsError rather than overwriting one.

    It appears whole or not at all, so that no other process reads half of it.
    """
    with _draft(path, keys) as draft:
        path.hardlink_to(draft)


def replace_key_file(path: Path, keys: Sequence[Key]) -> None:
    """Write other keys to a key file, whose owner and mode stay.

    At any moment, whatever happens, there are all the old keys under its name, or all the new ones.
    """
    path = path.resolve()  # a link to a key file stays one
    old = path.stat()
    with _draft(path, keys) as draft:
        if (old.st_uid, old.st_gid) != (os.getuid(), os.getgid()):
            os.chown(draft, old.st_uid, old.st_gid)
        draft.chmod(old.st_mode)
        draft.replace(path)


@contextmanager
def locked(path: Path) -> Generator[None]:
    """Keep all other processes that lock the file's folder out; the lock goes with the process, however it ends."""
    descriptor = os.open(path.resolve().parent, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def _draft(path: Path, keys: Sequence[Key]) -> Generator[Path]:
    """Write a file beside another, on the disk before it gets its name, and see that this is on the disk too."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w") as file:
            file.writelines(f"{key}\n" for key in keys)
            file.flush()
            os.fsync(file.fileno())
        yield draft
    finally:
        draft.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
