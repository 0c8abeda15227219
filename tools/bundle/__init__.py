"""Makes the folder and the Debian package in which bodymap runs without Python."""
