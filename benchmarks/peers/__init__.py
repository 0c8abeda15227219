"""Other programs beside bodymap: never a dependency, each in a Python of its own with pinned versions."""
