"""Which data keys seal the authentication values that wait for their authorization."""

from uuid import UUID

from django.db.models import Count

from fondaco.vault.threeds_server.models import Authentication


def rows_by_data_key() -> dict[UUID, int]:
    """How many values each data key seals."""
    rows = Authentication.objects.filter(data_key_id__isnull=False, sealed_value__isnull=False)
    counted = rows.order_by().values_list("data_key_id").annotate(rows=Count("id"))
    return {data_key_id: count for data_key_id, count in counted if data_key_id is not None}
