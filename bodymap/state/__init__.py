"""What was done: marks, case, undo, case files. Plain Python over `core`; no Qt."""
