"""The marks as a list, what is told about them, and which of them belong together."""
