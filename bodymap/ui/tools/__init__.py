"""The rail of tools: brush, feeling, strength."""
