"""One target under the fuzzer, in a process of its own, since the fuzzer ends it; started by ``python -m tools.fuzz``.

python -m tools.fuzz.one_run TARGET [options of libFuzzer] [folders of input]
"""

from __future__ import annotations

import sys
import time
from random import Random

import atheris  # type: ignore[import-untyped]

from tools.fuzz.limits import MOST_S

with atheris.instrument_imports(include=["bodymap"]):
    from tools.fuzz.targets import TARGETS

    TARGET = TARGETS[sys.argv[1]]
    for _seed in TARGET.seeds():
        TARGET.read(_seed)  # imports the rest, and loads what is loaded once


def read(data: bytes) -> None:
    """Read one input; the fuzzer keeps what raises. How long it may take is judged again without the fuzzer."""
    began = time.process_time()
    TARGET.read(data)
    if time.process_time() - began > MOST_S:
        raise TimeoutError


def mutated(data: bytes, most: int, seed: int) -> bytes:
    """Odd input of the target's own kind, and now and then of the fuzzer's."""
    chance = Random(seed)  # noqa: S311 -- no secret
    made = atheris.Mutate(data, most) if chance.random() < 0.2 else TARGET.mutated(data, chance)
    return bytes(made[:most])


if __name__ == "__main__":
    atheris.Setup([sys.argv[0], *sys.argv[2:]], read, custom_mutator=mutated)
    atheris.Fuzz()
