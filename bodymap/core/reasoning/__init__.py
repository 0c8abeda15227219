"""From covered skin to findings; one kind of finding a module."""
