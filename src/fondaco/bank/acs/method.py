"""What the 3DS Method page learns."""

from fondaco.bank.acs.models import MethodVisit
from fondaco.kernel import clock
from fondaco.kernel.transaction import action


@action
def visit(*, server_trans_id: str, device: str) -> None:
    """A browser came, with ``device`` the mark that was left in it, at this visit or before."""
    known = MethodVisit.objects.filter(device=device).exists()
    MethodVisit.objects.update_or_create(
        server_trans_id=server_trans_id.lower(),
        defaults={"device": device, "seen_before": known, "seen_at": clock.real_now()},
    )
