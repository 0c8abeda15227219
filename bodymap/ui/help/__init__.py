"""What the window says about itself: its keys, how sure it is, what it is made of, and a tour for the first time."""
