"""Gradebook files of other systems, filled in place: what is not to change stays byte for byte."""
