"""Pictures for the tests. The tiny one, a GIF, holds ASCII only: tests that keep their files as text can hold it."""

import io
from typing import Any

from PIL import Image

TINY = b"GIF89a\x01\x00\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"


def encoded(image: Image.Image, format: str, **options: Any) -> bytes:  # noqa: A002 (Pillow's word)
    """Return a picture as the bytes of a file."""
    buffer = io.BytesIO()
    image.save(buffer, format, **options)
    return buffer.getvalue()
