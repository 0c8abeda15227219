"""What the window says about itself: its keys, how sure it is, and what it is made of."""
