"""Drawings of the spine, from a table of bone measures."""
