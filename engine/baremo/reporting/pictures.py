"""Pictures as they may leave the house: without what they say of camera, place, program and author."""

import struct


def bare_picture(content: bytes) -> bytes:
    """A PNG or JPEG without what it says of camera, place, program and author; anything else as it is."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return content[:8] + b"".join(_png_chunks(content))
    if content.startswith(b"\xff\xd8"):
        return _bare_jpeg(content)
    return content


def _png_chunks(content: bytes) -> list[bytes]:
    kept, at = [], 8
    while at + 12 <= len(content):
        length = int.from_bytes(content[at : at + 4], "big")
        name = content[at + 4 : at + 8]
        if name[:1].isupper() or name in (b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"pHYs"):
            kept.append(content[at : at + 12 + length])
        at += 12 + length
    return kept


def _bare_jpeg(content: bytes) -> bytes:
    kept, at = [content[:2]], 2
    while at + 4 <= len(content) and content[at] == 0xFF and content[at + 1] != 0xDA:
        (length,) = struct.unpack(">H", content[at + 2 : at + 4])
        marker = content[at + 1]
        if not (0xE1 <= marker <= 0xED or marker in (0xEF, 0xFE)):  # APP0 and Adobe's APP14 tell how to decode it
            kept.append(content[at : at + 2 + length])
        at += 2 + length
    return b"".join((*kept, content[at:]))
