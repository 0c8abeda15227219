"""What leaves the program: picture, report, review pages. It is told what was found and never finds."""
