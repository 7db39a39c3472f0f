"""The full-text index of the engine in use, and the categories to start with."""

from typing import Any

from django.db import migrations

from fondaco.kernel.ids import new_id
from fondaco.market.catalogue.rules.taxonomy import SEEDS
from fondaco.market.catalogue.search.postgresql import PostgresqlEngine
from fondaco.market.catalogue.search.sqlite import SqliteEngine


def make_index(apps: Any, schema_editor: Any) -> None:
    engine = SqliteEngine() if schema_editor.connection.vendor == "sqlite" else PostgresqlEngine()
    for statement in engine.create():
        schema_editor.execute(statement)


def seed_categories(apps: Any, schema_editor: Any) -> None:
    category = apps.get_model("catalogue", "Category")
    ids = {}
    for position, seed in enumerate(SEEDS):
        ids[seed.slug] = new_id()
        category.objects.create(
            id=ids[seed.slug],
            parent_id=ids[seed.parent] if seed.parent else None,
            slug=seed.slug,
            name=seed.name,
            position=position,
        )


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial")]

    operations = [
        migrations.RunPython(make_index, migrations.RunPython.noop),
        migrations.RunPython(seed_categories, migrations.RunPython.noop),
    ]
