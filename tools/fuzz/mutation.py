"""Makes odd input out of good input: what a fuzzer of bytes alone would hardly come to."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Sequence
from random import Random
from typing import Any, Final

import numpy as np

Mutate = Callable[[bytes, Random], bytes]

#: Values that readers of JSON have stumbled over.
ODD_VALUES: Final[Sequence[Any]] = (
    None, True, False, 0, -1, 1, 2**31, 2**63, 10**40, 10**400, -0.0, 0.5, 1e-320, 1e308, -1e308, "", " ", "x" * 300,
    "\x00", "\ud800", "\u202e", "é", "left", "both", "front", "back", "groin", "__proto__", [], {}, [[]], [None] * 3,
    {"": ""}, [0] * 3000, {"kind": "spot"}, {"id": 1},
)  # fmt: skip
ODD_TEXTS: Final = (
    b"", b"\x00", b"\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"0", b"-0", b"1e999", b"-1e308", b"1e-400", b"nan",
    b"inf", b"9" * 400, "\N{SUPERSCRIPT TWO}".encode(), "\N{ARABIC-INDIC DIGIT FIVE}".encode(), b"1_0", b"0x1p3", b"(",
    b"[" * 50, b"&lt;", b"&#0;", b"&#xD800;", b"<!--", b"]]>", b"<g>", b"<g id='parts'>", b"</g>", b"M", b"L", b"Z",
    b",", b":", b"@", b"=", b"--", b"-", b"\n", b"\t", b" " * 300, b"/dev/null", b".", b"/", b"~", b"left", b"both",
    b"front", b"hip-front",
)  # fmt: skip
_LONGEST: Final = 10_000
_TOKEN: Final = re.compile(rb"[A-Za-z_]+|[-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?|\s+|.", re.DOTALL)
_TYPES: Final = ("<i2", ">i2", "<f8", "<f2", "|b1", "<c16", "|S3", "<U2", "<i8", "<M8[s]", "|V4")
_SHAPES: Final[Sequence[tuple[int, ...]]] = ((), (0,), (2,), (3,), (3, 3), (0, 0, 3), (1, 1, 3), (3, 4, 3), (3, 4, 2))


def mutated_text(data: bytes, chance: Random) -> bytes:
    """A text with a few of its words, numbers and signs replaced, left out, moved or repeated."""
    tokens = _TOKEN.findall(data) or [b""]
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(tokens))
        match chance.randrange(6):
            case 0:
                tokens[place] = chance.choice(ODD_TEXTS)
            case 1:
                tokens[place] = chance.choice(tokens)
            case 2 if len(tokens) > 1:
                end = place + chance.choice((1, 1, 4, 40))
                del tokens[place:end]
                tokens = tokens or [b""]
            case 3:
                tokens.insert(place, chance.choice((*ODD_TEXTS, *tokens[:50])))
            case 4:
                tokens[place:place] = tokens[place : place + chance.randint(1, 40)]
            case _:
                tokens[place] = (tokens[place] * chance.choice((2, 3, 500)))[:_LONGEST]
    return b"".join(tokens)


def mutated_bytes(data: bytes, chance: Random) -> bytes:
    """Bytes with a few flipped, put in, taken out, or cut off."""
    bytes_now = bytearray(data or b"\x00")
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(bytes_now))
        match chance.randrange(5):
            case 0:
                bytes_now[place] = chance.randrange(256)
            case 1:
                bytes_now[place] ^= 1 << chance.randrange(8)
            case 2:
                bytes_now[place:place] = chance.randbytes(chance.choice((1, 4, 30)))
            case 3 if len(bytes_now) > 1:
                del bytes_now[place : place + chance.choice((1, 4, 30))]
            case _:
                bytes_now[place : place + 4] = chance.choice((b"\xff" * 4, b"\x00" * 4, b"\x00\x00\x00\x80"))
        if not bytes_now:
            bytes_now = bytearray(b"\x00")
    return bytes(bytes_now)


def mutated_json(data: bytes, chance: Random) -> bytes:
    """JSON with one or two of its values replaced, left out, repeated or put elsewhere; else a mutated text."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return mutated_text(data, chance)
    if not isinstance(value, dict | list) or not value or chance.random() < 0.2:
        return mutated_text(data, chance)
    for _ in range(chance.randint(1, 2)):
        _change(value, chance)
    try:
        return json.dumps(value, ensure_ascii=chance.random() < 0.5).encode("utf-8", errors="surrogatepass")
    except (ValueError, RecursionError):
        return mutated_text(data, chance)


def mutated_arrays(data: bytes, chance: Random) -> bytes:
    """An archive of arrays with one of them of another type, shape or content, closed again in good order."""
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as archive:
            arrays = dict(archive)
    # Whatever it is, it is no good archive any more, and a mutated one is made of the bytes.
    except Exception:
        return mutated_bytes(data, chance)
    if not arrays or chance.random() < 0.3:
        return mutated_bytes(data, chance)
    name = chance.choice(sorted(arrays))
    match chance.randrange(4):
        case 0:
            arrays[name] = np.zeros(chance.choice(_SHAPES), chance.choice(_TYPES))
        case 1:
            arrays[chance.choice(("position", "origin_mm", "step_mm", "x"))] = arrays.pop(name)
        case 2 if arrays[name].dtype.kind == "f":
            arrays[name] = np.full_like(arrays[name], chance.choice((np.nan, np.inf, 1e308, -1e308, 5e-324, 0, -1)))
        case _ if arrays[name].size:
            raw = mutated_bytes(arrays[name].tobytes(), chance)[: arrays[name].nbytes].ljust(arrays[name].nbytes)
            arrays[name] = np.frombuffer(raw, arrays[name].dtype).reshape(arrays[name].shape)
        case _:
            pass
    file = io.BytesIO()
    (np.savez if chance.random() < 0.5 else np.savez_compressed)(file, **arrays)
    return file.getvalue()


# Any: the values of JSON, of whatever type.
def _change(value: Any, chance: Random) -> None:
    places = _places(value)
    if not places:
        return
    inside, key = chance.choice(places)
    _, other = chance.choice(places), chance.choice(places)
    match chance.randrange(5):
        case 0 | 1:
            inside[key] = chance.choice(ODD_VALUES)
        case 2:
            inside[key] = other[0][other[1]]
        case 3:
            del inside[key]
        case _ if isinstance(inside, list):
            inside.extend([inside[key]] * (chance.choice((1, 2, 600)) if len(str(inside[key])) < 300 else 1))
        case _:
            inside[chance.choice(("", "kind", "id", "note", "extra", "\ud800"))] = chance.choice(ODD_VALUES)


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every value in a JSON value, as what it lies in and where."""
    found: list[tuple[Any, Any]] = []
    left = [value]
    while left and len(found) < 5000:
        one = left.pop()
        keys = list(one) if isinstance(one, dict) else range(len(one))
        found += [(one, key) for key in keys]
        left += [one[key] for key in keys if isinstance(one[key], dict | list) and one[key]]
    return found
