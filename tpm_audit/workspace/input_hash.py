"""The input hash: one number that stands for all that a report is made from.

It is SHA-256 over the name and the SHA-256 of every file in content/, site_config/ and templates/, of mkdocs.yml, of
the logos and fonts that site.yml names, and of the images that facts are compared by. Neither the folder of the
workspace nor the order or date of its files counts.
"""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from tpm_audit.workspace.files import MKDOCS, TEMPLATES, Files


def input_hash(files: Files, root: Path, brand: Iterable[str], images: Mapping[str, str]) -> str:
    """Return the hash, 64 hexadecimal digits; files that were read count as they were read.

    ``brand`` are the paths of logos and fonts; ``images`` are those that facts were compared by: the SHA-256 of each,
    by its path.

    Raises:
        OSError: one of the others cannot be read now.
    """
    digests = {path: hashlib.sha256(data).digest() for path, data in files.yaml.items()}
    if files.mkdocs is not None:
        digests[MKDOCS] = hashlib.sha256(files.mkdocs).digest()
    for name, data in files.templates.items():
        digests[f"{TEMPLATES}/{name}"] = hashlib.sha256(data).digest()
    for path in {*files.others, *brand}:
        digests[path] = _digest(root / path)
    digests |= {path: bytes.fromhex(digest) for path, digest in images.items()}
    whole = hashlib.sha256()
    for path, digest in sorted(digests.items()):
        encoded = path.encode()
        whole.update(len(encoded).to_bytes(8, "big") + encoded + digest)
    return whole.hexdigest()


def _digest(file: Path) -> bytes:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").digest()
