"""Throws odd input at whatever reads something from outside."""
