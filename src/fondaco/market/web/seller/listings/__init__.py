"""A seller's listings: the shelf, the editor with its live problems, imports and exports."""
