"""What may not be drawn, looked at on the body's surface and again in every picture."""
