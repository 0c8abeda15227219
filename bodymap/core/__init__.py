"""What is known: vocabulary, atlas, geometry, evidence, inference.

Text and values in, values out; no files, no Qt, no clock.
"""
