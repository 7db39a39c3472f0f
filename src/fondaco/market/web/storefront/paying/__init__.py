"""Storefront: paying. The second part of the checkout, saved cards, the list of charges."""
