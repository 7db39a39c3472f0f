"""The API door, ``/api/v1``: what the pages do, for programs, as OpenAPI 3.1.

Each resource has a module in ``resources`` with its shapes and operations. Who may do what
stands in the access table as for pages; a key acts for its member within its scopes. Errors
are problems (RFC 9457), writes carry an ``Idempotency-Key``, lists are read by cursor.
"""
