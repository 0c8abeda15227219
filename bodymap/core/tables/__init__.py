"""Reading tables: rows, the literature they cite, and the plain tables of parts and roots."""
