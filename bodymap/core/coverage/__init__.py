"""Which skin and which parts a mark covers."""
