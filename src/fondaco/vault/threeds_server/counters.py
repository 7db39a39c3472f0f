"""How authentications ended, for the operator."""

from datetime import datetime

from django.db.models import Count

from fondaco.vault.moments import first_id
from fondaco.vault.threeds_server.models import Authentication


def by_trans_status(since: datetime) -> dict[str, int]:
    """How many of those begun from then on (security time) have which status; ``open``: none
    yet."""
    rows = Authentication.objects.filter(id__gte=first_id(since)).order_by()
    counted = rows.values_list("result_status").annotate(rows=Count("id"))
    return {status or "open": count for status, count in counted}
