"""Carriers: what a tracking number must look like and where it can be followed."""
