"""Lets ``python -m bodymap`` do what the command ``bodymap`` does."""

from __future__ import annotations

import sys

from bodymap.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
