"""Pages for mediators, finance, trust and operators."""
