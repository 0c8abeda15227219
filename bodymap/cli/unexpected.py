"""What a command says when it fails in a way that nobody foresaw."""

from __future__ import annotations

import sys
from types import TracebackType


def tell_unexpected(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Log where the program failed, and say so in one line; the values it failed on may be a patient's."""
    if issubclass(kind, KeyboardInterrupt):
        print("bodymap: interrupted", file=sys.stderr)
        return
    from bodymap.library.fault_log import FaultLog, details_of

    del error
    log = FaultLog()
    log.write(details_of(kind, trace))
    print(
        f"bodymap: something went wrong inside the program ({kind.__name__}); where is written in {log.path}, "
        "without patient data",
        file=sys.stderr,
    )
