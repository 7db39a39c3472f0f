"""The figures as tables, written between two marks of ``bench/README.md``."""


def publish(results):
    pass
