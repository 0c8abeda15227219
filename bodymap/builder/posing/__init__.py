"""How the figure stands before the camera: posed, its skin kept at its length, and cut off where a picture ends."""
