"""What tests of pages share: none of them sees a page that another one left behind."""

import pytest
from django.core.cache import caches


@pytest.fixture(autouse=True)
def _no_pages_left_over() -> None:
    caches["pages"].clear()
    caches["searches"].clear()
    caches["figures"].clear()
