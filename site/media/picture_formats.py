"""Which image format some bytes are in, and where the image ends in them."""

import re
import struct
from collections.abc import Callable
from dataclasses import dataclass

# A JPEG marker that is neither a stuffed byte, nor a restart marker, nor padding.
JPEG_MARKER = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])")


@dataclass(frozen=True)
class PictureFormat:
    """One accepted format.

    `pillow` is its name in Pillow, `extensions` those that a name may have (the usual one first),
    `stored_as` the extension of what is kept, `end` gives the offset just after the image, or
    None when the bytes stop before it.
    """

    pillow: str
    extensions: tuple[str, ...]
    stored_as: str
    end: Callable[[bytes], int | None]


def end_of_jpeg(content: bytes) -> int | None:
    """ITU T.81, annex B: segments with a length, then entropy-coded data up to a marker."""
    position = 2
    while marker := JPEG_MARKER.search(content, position):
        code, position = marker[1][0], marker.end()
        if code == 0xD9:
            return position
        if code in (0x01, 0xD8):
            continue
        if position + 2 > len(content):
            return None
        position += int.from_bytes(content[position : position + 2], "big")
    return None


def end_of_png(content: bytes) -> int | None:
    """PNG specification, section 5: length, type, data, checksum."""
    position = 8
    while position + 12 <= len(content):
        length, kind = struct.unpack_from(">I4s", content, position)
        position += 12 + length
        if kind == b"IEND":
            return position if position <= len(content) else None
    return None


def end_of_gif(content: bytes) -> int | None:
    """GIF89a specification: colour table, then blocks up to the trailer."""

    def colours(flags: int) -> int:
        return 3 << ((flags & 7) + 1) if flags & 0x80 else 0

    def after_sub_blocks(position: int) -> int:
        while content[position]:
            position += content[position] + 1
        return position + 1

    try:
        position = 13 + colours(content[10])
        while (kind := content[position]) != 0x3B:
            if kind == 0x21:
                position = after_sub_blocks(position + 2)
            elif kind == 0x2C:
                position = after_sub_blocks(position + 11 + colours(content[position + 9]))
            else:
                return None
    except IndexError:
        return None
    return position + 1


def end_of_webp(content: bytes) -> int | None:
    """WebP container specification: one RIFF chunk, padded to an even length."""
    length = int.from_bytes(content[4:8], "little") + 8
    length += length % 2
    return length if length <= len(content) else None


def end_of_avif(content: bytes) -> int | None:
    """ISO/IEC 14496-12, 4.2: boxes with a length of 4 or 8 bytes; 0 means up to the end."""
    position = 0
    while position + 8 <= len(content):
        length = int.from_bytes(content[position : position + 4], "big")
        if length == 1:
            length = int.from_bytes(content[position + 8 : position + 16], "big")
        if length == 0:
            return len(content)
        if length < 8 or position + length > len(content):
            return None
        position += length
    return position


JPEG = PictureFormat("JPEG", ("jpg", "jpeg"), "jpg", end_of_jpeg)
PNG = PictureFormat("PNG", ("png",), "png", end_of_png)
# A still image of 256 colours weighs less as PNG, and nothing of it is lost.
GIF = PictureFormat("GIF", ("gif",), "png", end_of_gif)
WEBP = PictureFormat("WEBP", ("webp",), "webp", end_of_webp)
AVIF = PictureFormat("AVIF", ("avif",), "avif", end_of_avif)


def brands(content: bytes) -> frozenset[bytes]:
    """The brands that an ISO media file claims (AVIF, HEIC, video …); none for another file."""
    if content[4:8] != b"ftyp":
        return frozenset()
    end = min(int.from_bytes(content[:4], "big"), 256)
    return frozenset(content[i : i + 4] for i in (8, *range(16, end - 3, 4)))


def picture_format(content: bytes) -> PictureFormat | None:
    """The accepted format of these bytes by their signature, or None."""
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content.startswith((b"GIF87a", b"GIF89a")):
        return GIF
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return WEBP
    if brands(content) & {b"avif", b"avis"}:
        return AVIF
    return None
