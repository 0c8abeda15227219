"""Findings in sentences with their sources, for patient and clinician; no geometry."""
