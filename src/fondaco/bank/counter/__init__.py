"""The bank's front: home, pages for developers, and the commands that set it up and close its
days. No tables.
"""
