"""Listings and their versions, pictures, categories, search, comparables, imports."""
