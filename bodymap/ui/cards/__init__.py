"""The cards of the right column, each about one question the marks raise."""
