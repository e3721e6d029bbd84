"""On which page of a PDF each place stands that a link leads to: for the contents, which CSS cannot number.

Chromium knows no ``target-counter()``. So the document is printed twice, and the contents of the second print name the
pages of the first. Only as much of a PDF is understood here as Chromium writes; from any other nothing is read.
"""

import re
from collections.abc import Iterator, Mapping

_OBJECT = re.compile(rb"^(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL | re.MULTILINE)
_DESTINATIONS = re.compile(rb"/Dests (\d+) 0 R")
_DESTINATION = re.compile(rb"/([^\s/\[\]<>()]+) \[(\d+) 0 R")
_TREE = re.compile(rb"/Pages (\d+) 0 R")
_KIDS = re.compile(rb"/Kids \[([^\]]*)\]")
_REFERENCE = re.compile(rb"(\d+) 0 R")
_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")


def page_numbers(pdf: bytes) -> dict[str, int]:
    """Return the page of each named destination, counted from 1; nothing where the file is written otherwise."""
    objects = {int(found[1]): found[2] for found in _OBJECT.finditer(pdf)}
    catalogue = next((one for one in objects.values() if b"/Type /Catalog" in one), b"")
    tree, names = _TREE.search(catalogue), _DESTINATIONS.search(catalogue)
    if tree is None or names is None:
        return {}
    numbers = {page: number for number, page in enumerate(_leaves(objects, int(tree[1])), start=1)}
    found = _DESTINATION.findall(objects.get(int(names[1]), b""))
    return {_name(name): numbers[int(page)] for name, page in found if int(page) in numbers}


def _leaves(objects: Mapping[int, bytes], top: int) -> Iterator[int]:
    """Yield the pages below a node of the page tree, in their order; each node once."""
    waiting, seen = [top], set[int]()
    while waiting:
        number = waiting.pop()
        if number in seen:
            continue
        seen.add(number)
        kids = _KIDS.search(objects.get(number, b""))
        if b"/Type /Pages" in objects.get(number, b"") and kids is not None:
            waiting += reversed([int(one) for one in _REFERENCE.findall(kids[1])])
        else:
            yield number


def _name(written: bytes) -> str:
    return _HEX.sub(lambda found: bytes([int(found[1], 16)]), written).decode("utf-8", errors="replace")
