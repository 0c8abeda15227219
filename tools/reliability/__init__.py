"""Tries to break the program, counts what broke, and writes ``docs/reliability.md``."""
