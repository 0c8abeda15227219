"""How the drawings are made: body mesh and territory tables in, `assets/svg` out. The program never imports it."""
