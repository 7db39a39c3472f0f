"""The market's shell: design system, page frames, access table and security headers.

Owns: the style sheets, the base templates and components, the one declared access table
and the middleware that enforces it, the headers every page carries, and the pages that
belong to nobody else (errors, offline, preferences, style guide).
Promises: a route that is not in the access table is refused; every page works without
JavaScript; no inline script or style is ever needed.
Refuses: tables, and decisions of the trade.
"""
