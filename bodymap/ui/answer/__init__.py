"""The answer column: its cards and the spine beside them."""
