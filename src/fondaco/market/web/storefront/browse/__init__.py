"""Looking around: home, categories, search, listings, sellers' pages, comparison, pictures.

Pages for who is not signed in are the same for all, so they are kept ready-made; none of them
carries anything that belongs to one person.
"""
