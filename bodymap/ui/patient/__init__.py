"""What the patient reads beside the window on the desk: a display of its own, in a language of its own."""
