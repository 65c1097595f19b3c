"""Text as the systems of schools write it: UTF-8 with or without mark, UTF-16, or GB 18030."""

from __future__ import annotations

import codecs
from collections.abc import Iterable

#: What files with a mark at their beginning are written in. The mark stays in the text.
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"))
_MARKS += ((codecs.BOM_UTF16_BE, "utf-16-be"),)
#: Without a mark, in this order: what is valid UTF-8 is hardly ever anything else, and GB 18030
#: takes nearly everything.
_CANDIDATES = ("utf-8", "gb18030")
#: The mark, once decoded.
MARK = "\ufeff"


def encoding_of(chunks: Iterable[bytes], *, whole: bool = True) -> str | None:
    """What a file is written in, from its bytes piece by piece; None where that cannot be told.

    One that ends in the middle of a character, as an upload does that broke off, is told only
    where it need not be `whole`.

    >>> encoding_of(["学号".encode()]), encoding_of(["学号".encode("gbk")]), encoding_of([b"\\xff"])
    ('utf-8', 'gb18030', None)
    >>> encoding_of(["{}".encode("utf-16")]), encoding_of(["{}".encode("utf-16-be")])
    ('utf-16-le', 'utf-16-be')
    >>> cut_off = "学号".encode()[:-1]
    >>> encoding_of([cut_off]), encoding_of([cut_off], whole=False)
    (None, 'utf-8')
    """
    decoders: dict[str, codecs.IncrementalDecoder] | None = None
    for chunk in chunks:
        if decoders is None:
            decoders = {name: codecs.getincrementaldecoder(name)() for name in _guesses(chunk)}
        _drop_failing(decoders, chunk)
        if not decoders:
            return None
    if decoders is None:
        return "utf-8"
    begun = next(iter(decoders))
    _drop_failing(decoders, b"", final=True)
    return next(iter(decoders), None if whole else begun)


def decoded(content: bytes) -> tuple[str, str] | None:
    """The text, mark included, and its encoding; None where it is no text.

    Encoding the text again gives the same bytes.
    """
    encoding = encoding_of([content])
    if encoding is None:
        return None
    text = content.decode(encoding)
    return (text, encoding) if text.encode(encoding) == content else None


def _guesses(beginning: bytes) -> tuple[str, ...]:
    for mark, encoding in _MARKS:
        if beginning.startswith(mark):
            return (encoding,)
    # What these files begin with is ASCII or Chinese: a zero byte tells UTF-16 by its place.
    if beginning[1:2] == b"\0":
        return ("utf-16-le",)
    if beginning[:1] == b"\0":
        return ("utf-16-be",)
    return _CANDIDATES


def _drop_failing(
    decoders: dict[str, codecs.IncrementalDecoder], chunk: bytes, final: bool = False
) -> None:
    for name, decoder in list(decoders.items()):
        try:
            decoder.decode(chunk, final)
        except UnicodeDecodeError:
            del decoders[name]
