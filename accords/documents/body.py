"""Bytes as a server sent them -> bytes as they were meant: decompressed, and never more than was allowed."""

from __future__ import annotations

import zlib

ENCODINGS = "gzip, deflate"  # what Accept-Encoding asks for; Brotli would need a package


class TooMuch(Exception):
    """The bytes, decompressed, are more than `most`; a few kilobytes can hold gigabytes."""

    def __init__(self, most: int) -> None:
        super().__init__(f"more than {most:,} bytes, decompressed")


class Damaged(Exception):
    """The bytes are not in the encoding that the server named."""


class Unpacking:
    """The decompression of one body, piece by piece; `data` is what came so far, `most` bytes at the most.

    `encoding` is the Content-Encoding: gzip, deflate, or none. Raises `Damaged` for another.
    """

    def __init__(self, encoding: str | None, most: int) -> None:
        self.data = bytearray()
        self._most = most
        name = (encoding or "identity").strip().lower() or "identity"
        if name not in ("gzip", "x-gzip", "deflate", "identity"):
            raise Damaged(f"the content encoding `{name[:60]}`")
        self._name = name
        # 47: gzip or zlib, whichever its first bytes say; servers mix them up.
        self._stream = zlib.decompressobj(47) if name != "identity" else None

    def add(self, piece: bytes) -> None:
        room = self._most - len(self.data)
        if self._stream is None:
            self.data += piece[: room + 1]
        elif self._stream.eof:
            raise Damaged(f"bytes after the end of the {self._name} stream")
        else:
            self.data += self._inflated(piece, room + 1)
        if len(self.data) > self._most:
            raise TooMuch(self._most)
        if self._stream is not None and self._stream.unused_data.strip(b"\0"):
            raise Damaged(f"bytes after the end of the {self._name} stream")

    @property
    def whole(self) -> bool:
        """False where the compressed stream has not come to its end."""
        return self._stream is None or self._stream.eof

    def _inflated(self, piece: bytes, most: int) -> bytes:
        assert self._stream is not None
        try:
            return self._stream.decompress(piece, most)
        except zlib.error as error:
            if self._name == "deflate" and not self.data:
                # Some servers send `deflate` without the zlib header that it should have.
                self._stream = zlib.decompressobj(-15)
                try:
                    return self._stream.decompress(piece, most)
                except zlib.error:
                    pass
            raise Damaged(f"a damaged {self._name} stream ({error})") from None
