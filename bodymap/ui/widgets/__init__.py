"""Small widgets of general use that Qt does not ship."""
