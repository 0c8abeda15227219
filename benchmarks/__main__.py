"""Runs every benchmark, one after the other, each in a Python of its own, and prints all goals as one table."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks._goals import GATHERED_IN, print_gathered


def main() -> int:
    """Run all; the number of those that failed."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("*.py") if not path.stem.startswith("_"))
    failed = 0
    with tempfile.TemporaryDirectory(prefix="bodymap-bench-") as folder:
        gathered = Path(folder) / "goals"
        gathered.touch()
        environment = os.environ | {GATHERED_IN: str(gathered)}
        for name in names:
            print(f"== {name}", flush=True)
            command = [sys.executable, "-m", f"benchmarks.{name}"]
            failed += subprocess.run(command, check=False, env=environment).returncode != 0
        print("== all goals")
        print_gathered(gathered)
    return failed


if __name__ == "__main__":
    sys.exit(main())
