"""The body one points at: view, scene, items, labels."""
