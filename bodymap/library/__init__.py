"""What reads and writes files: where they lie, how they are loaded, kept and cached."""
