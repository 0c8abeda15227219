"""The languages of the window and of the patient, and how one is chosen."""
