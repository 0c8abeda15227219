"""What was done: marks, case, undo, case files, reports. Plain Python over `core`; no Qt."""
