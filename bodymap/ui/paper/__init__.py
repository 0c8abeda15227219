"""Where Qt makes pictures and pages: PNG and PDF."""
