"""How fast bodymap is, always measured beside a reference in the same run; each module with a `main` stands alone."""
