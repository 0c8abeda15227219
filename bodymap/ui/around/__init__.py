"""What stands around and over a drawing and is not part of it: letters of the sides, hints, legend, zoom."""
