"""The drawn body: regions, maps, skin nerves, borders, the surface, and which side lies where."""
