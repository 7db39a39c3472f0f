"""The stand-in for payments, and what a flushed database needs back."""

from importlib import import_module

import pytest
from django.apps import apps

from fondaco.market.catalogue.models import Category
from fondaco.market.trade.models import Policy
from tests.rooms.trade.story import purse

__all__ = ["purse"]


@pytest.fixture
def what_migrations_seed(transactional_db: None) -> None:
    """Tests with real transactions empty the tables after them: put the seeds back before."""
    if not Policy.objects.exists():
        import_module("fondaco.market.trade.migrations.0002_first_policy").add_first_policy(
            apps, None
        )
    if not Category.objects.exists():
        catalogue = import_module("fondaco.market.catalogue.migrations.0002_index_and_categories")
        catalogue.seed_categories(apps, None)
