"""The bank's look and manners: base template, styles, headers, error pages. No tables."""
