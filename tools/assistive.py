"""Makes sure that the window can be tested with assistive technology, on Linux.

The test needs an X server, a D-Bus session, AT-SPI, and the system's own Python with its bindings, which no private
`.venv` can hold. As root on Debian or Ubuntu this installs what is missing; otherwise it prints the one command to
type. Without it that one test is skipped, but not where the variable CI is set.

    python -m tools.assistive
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from tools import qt_libraries

#: Debian's packages.
PACKAGES: Final = ("at-spi2-core", "dbus", "gir1.2-atspi-2.0", "python3-gi", "xvfb")
#: The Python that Debian's bindings belong to.
SYSTEM_PYTHON: Final = "/usr/bin/python3"
_BINDINGS: Final = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"


def main() -> int:
    """Look, and mend what can be mended; always 0, because the other tests need none of it."""
    if sys.platform != "linux":
        return 0
    lacking = missing()
    if lacking and qt_libraries.may_install():
        print("Installing what the test with a screen reader needs:", *PACKAGES, flush=True)
        qt_libraries.install(PACKAGES)
        lacking = missing()
    if lacking:
        print(
            f"A test is skipped without {', '.join(lacking)}. To run it: sudo apt-get install -y {' '.join(PACKAGES)}"
        )
    qt_libraries.main("xcb")
    return 0


def missing() -> tuple[str, ...]:
    """What of it is not there: programs, AT-SPI's service, bindings."""
    programs = [name for name in ("Xvfb", "dbus-run-session") if shutil.which(name) is None]
    services = ("/usr/share/dbus-1/services/org.a11y.Bus.service",)
    return (*programs, *(name for name in services if not Path(name).exists()), *_missing_bindings())


def _missing_bindings() -> tuple[str, ...]:
    if not Path(SYSTEM_PYTHON).exists():
        return (SYSTEM_PYTHON,)
    done = subprocess.run([SYSTEM_PYTHON, "-I", "-c", _BINDINGS], capture_output=True, check=False)
    return () if done.returncode == 0 else ("the bindings of AT-SPI",)


if __name__ == "__main__":
    sys.exit(main())
