"""What is shown: the only floor, with `app.py`, that may import Qt. Uses `state` and `core`."""
