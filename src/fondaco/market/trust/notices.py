"""Reports from anybody, signals for a person to look at, and their answers."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from fondaco.kernel import audit, clock
from fondaco.kernel.errors import NotFound, Refusal
from fondaco.kernel.ids import new_id, reference
from fondaco.kernel.transaction import action
from fondaco.market.trust.models import Notice, Signal
from fondaco.market.trust.rules import notices as rules
from fondaco.market.trust.rules.screening import screen


@action
def send_notice(
    *,
    about_kind: str,
    about_id: UUID | None,
    address: str,
    reason: str,
    text: str,
    member_id: UUID | None,
    email: str,
    key: str,
) -> str:
    """Keep a report; returns its reference. The same key again returns the same one."""
    earlier = Notice.objects.filter(key=key).first()
    if earlier is not None:
        return earlier.reference
    rules.check_notice(about_kind, reason, text)
    screening = screen(text)
    if screening.verdict == "refuse":
        raise Refusal(
            "text_refused",
            screening.findings[0].what,
            not_done=_("It was not sent, and we have not kept it."),
            next_step=_("Leave it out and send the rest again."),
            field="text",
            status=422,
        )
    notice_id = new_id()
    notice = Notice.objects.create(
        id=notice_id,
        reference=reference("NT", notice_id),
        key=key,
        about_kind=about_kind,
        about_id=about_id,
        address=address[:300],
        reason=reason,
        text=text.strip(),
        member_id=member_id,
        email=email[:254],
        sent_at=clock.now(),
    )
    return notice.reference


@action
def answer_notice(*, notice_id: UUID, answer: str, is_upheld: bool, actor: audit.Actor) -> None:
    """Decide about a report, with reasons that its sender reads. Once."""
    notice = Notice.objects.select_for_update().filter(id=notice_id).first()
    if notice is None:
        raise NotFound(_("There is no such report."), code="notice_not_found")
    rules.check_answer(answer)
    if notice.answered_at is not None:
        raise Refusal("notice_answered", _("This report was answered already."))
    notice.answer, notice.is_upheld = answer.strip(), is_upheld
    notice.answered_at, notice.answered_by = clock.now(), actor.id
    notice.save(update_fields=["answer", "is_upheld", "answered_at", "answered_by"])
    audit.record(
        actor=actor,
        act="notice.answered",
        subject_kind="notice",
        subject_id=notice.id,
        is_upheld=is_upheld,
    )


@action
def note_signal(
    *,
    kind: str,
    subject_kind: str,
    subject_id: UUID,
    source_id: UUID,
    evidence: Mapping[str, Any],
) -> None:
    """Write down something seen, once for each source."""
    Signal.objects.get_or_create(
        kind=kind,
        source_id=source_id,
        defaults={
            "subject_kind": subject_kind,
            "subject_id": subject_id,
            "evidence": dict(evidence),
            "seen_at": clock.now(),
        },
    )


@action
def close_signal(*, signal_id: UUID, note: str, actor: audit.Actor) -> None:
    """A person has looked. Closing again changes nothing."""
    signal = Signal.objects.select_for_update().filter(id=signal_id).first()
    if signal is None:
        raise NotFound(_("There is no such signal."), code="signal_not_found")
    if signal.closed_at is not None:
        return
    if not note.strip():
        raise Refusal("note_missing", _("Say what you found and did."), field="note", status=422)
    signal.closed_at, signal.closed_by, signal.note = clock.now(), actor.id, note.strip()[:500]
    signal.save(update_fields=["closed_at", "closed_by", "note"])
    audit.record(
        actor=actor,
        act="signal.closed",
        subject_kind="signal",
        subject_id=signal.id,
        kind=signal.kind,
    )
