"""The demo: a town of invented sellers, their goods and the pictures of them."""
