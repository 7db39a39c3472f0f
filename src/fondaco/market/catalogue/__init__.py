"""Listings and their versions, pictures, categories, stock, search, comparables, imports.

Owns what is for sale: a listing's text stands in versions that are never changed, so that an
order, a review or a case can always show what was promised. Promises that stock is never
reserved twice, and that a listing cannot turn into another product. Refuses what no buyer
could trust: a wrong GTIN, a picture that is none, a price of nothing. Knows no orders, carts
or cases: it gets their keys.
"""
