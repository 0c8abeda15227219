"""The window for those who do not point at it: ways of the keyboard, and what assistive technology finds."""
