"""A finished site takes the place of the one before, which is whole until that moment.

Losing power is another matter than being killed: nothing is forced onto the disk here, since a site can be built again.
"""

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from tpm_audit.site.exchange import exchange
from tpm_audit.site.lock import Staging
from tpm_audit.site.manifest import refuse_foreign, write_marker

_PIECE = 2**20  # bytes that are compared at a time


def publish(site: Path, staging: Staging) -> None:
    """Put a finished site, a folder below ``staging.work``, in the place of the output.

    Where it fails or is killed, the site before is there, or (between two renames) comes back with the next build.

    Raises:
        OutputRefusedError: the output has become something that is not ours.
        OSError: a folder cannot be read or renamed.
    """
    output = staging.output
    write_marker(site, staging.maker)
    if output.is_dir() and not output.is_symlink():
        _share_unchanged(site, output, staging.work / "link")
    refuse_foreign(output, staging.maker)
    if not staging.is_held():
        raise FileNotFoundError(errno.ENOENT, "it was removed while the site was being built", str(staging.folder))
    site.replace(staging.new)
    if output.exists():
        if exchange(staging.new, output):
            return
        output.replace(staging.before)
    staging.new.replace(output)  # where this fails, leaving the staging brings back what was there


def _share_unchanged(site: Path, output: Path, spare: Path) -> None:
    """Let files that are as before be the same on the disk: dates stay, and what copies sites has less to do."""
    for new, old in _pairs(site, output):
        if not _is_unchanged(new, old):
            continue
        try:
            os.link(old, spare, follow_symlinks=False)
        except OSError as error:
            if error.errno == errno.EMLINK:
                continue
            return  # a disk without hard links: each file stands for itself
        spare.replace(new)


def _pairs(site: Path, output: Path) -> Iterator[tuple[Path, Path]]:
    """Yield the files that both have, as plain files in plain folders."""
    with os.scandir(site) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            new, old = site / entry.name, output / entry.name
            try:
                mode = old.lstat().st_mode
            except FileNotFoundError:
                continue
            if entry.is_dir(follow_symlinks=False) and stat.S_ISDIR(mode):
                yield from _pairs(new, old)
            elif entry.is_file(follow_symlinks=False) and stat.S_ISREG(mode):
                yield new, old


def _is_unchanged(new: Path, old: Path) -> bool:
    one, other = new.lstat(), old.lstat()
    if (one.st_size, one.st_mode) != (other.st_size, other.st_mode):
        return False
    try:
        with new.open("rb") as first, old.open("rb") as second:
            while piece := first.read(_PIECE):
                if piece != second.read(_PIECE):
                    return False
    except PermissionError:
        return False
    return True
