"""Evidence: texts and pictures, added and never changed.

A picture is judged by its content and made anew (outside any transaction, :func:`prepare`);
the file as it was sent is kept beside it, named by its hash, and is never served.
"""

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from fondaco.kernel import clock
from fondaco.kernel.errors import NotFound, Refusal
from fondaco.kernel.home import home
from fondaco.kernel.text import marked as _
from fondaco.kernel.transaction import action
from fondaco.market.cases.lifecycle import UNSETTLED
from fondaco.market.cases.mediate import check_mediator
from fondaco.market.cases.models import Case, Evidence
from fondaco.market.cases.moving import (
    Act,
    check_side,
    done_before,
    lock_case,
    note,
    step,
    tell,
)
from fondaco.market.cases.rules.words import Event, Role, State
from fondaco.market.catalogue import pictures

MOST_AT_ONCE = 8
MOST_IN_ALL = 60
LONGEST_TEXT = 4_000
INVOICE = "invoice"
KINDS = ("statement", "picture", INVOICE, "packing", "expert")
TAKEN_IN = frozenset({*UNSETTLED, State.APPEAL, State.CARD_FRAUD})


@dataclass(frozen=True, slots=True)
class StoredPicture:
    """A picture that was checked, made anew and written."""

    source_sha256: str
    sha256: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Draft:
    """One piece of evidence: a text, or a picture with a text."""

    kind: str = "statement"
    text: str = ""
    picture: StoredPicture | None = None
    for_mediator_only: bool = False


def prepare(source: bytes) -> StoredPicture:
    """Check and store one file; raises the catalogue's refusal for what is no fit picture."""
    try:
        made = pictures.encode(source)
    except pictures.Unfit as unfit:
        raise pictures.refused(unfit.code) from None
    digest = hashlib.sha256(source).hexdigest()
    _write(path_of(made.sha256), made.content)
    _write(_original(digest), source)
    return StoredPicture(digest, made.sha256, made.width, made.height)


def drafts_of(
    files: Sequence[bytes], *, text: str = "", kind: str = "", for_mediator_only: bool = False
) -> list[Draft]:
    """What a form sends: pictures (prepared here, outside any transaction), the text with the
    first of them, or a text alone. Empty when there is neither."""
    if not files:
        alone = Draft(kind or "statement", text, None, for_mediator_only)
        return [alone] if text.strip() else []
    return [
        Draft(kind or "picture", text if place == 0 else "", prepare(source), for_mediator_only)
        for place, source in enumerate(files[:MOST_AT_ONCE])
    ]


def path_of(sha256: str) -> Path:
    """Where the picture to be shown lies."""
    return home() / "evidence" / sha256[:2] / f"{sha256}.webp"


def _original(sha256: str) -> Path:
    return home() / "evidence" / "originals" / sha256[:2] / sha256


def _write(path: Path, content: bytes) -> None:
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    partial = path.with_name(f"{path.name}.{os.getpid()}.{id(content)}.partial")
    partial.write_bytes(content)
    partial.replace(path)


def read(evidence_id: UUID, case_id: UUID, *, side: str, member_id: UUID) -> bytes:
    """The picture's bytes (WebP) for somebody who may see it; raises :class:`NotFound`.

    ``side`` is buyer, seller or mediator; what is for the mediator only is also its author's.
    """
    row = Evidence.objects.filter(id=evidence_id, case_id=case_id).exclude(sha256="").first()
    if row is None or not visible(row, side=side):
        raise NotFound(_("There is no such picture."), code="evidence_not_found")
    try:
        return path_of(row.sha256).read_bytes()
    except FileNotFoundError:
        raise NotFound(_("There is no such picture."), code="evidence_not_found") from None


def visible(row: Evidence, *, side: str) -> bool:
    """Both sides see all evidence but what shows an address or somebody else's data."""
    return side in {"mediator", row.side} or not row.for_mediator_only


@action
def add(*, case_id: UUID, side: str, member_id: UUID, drafts: Sequence[Draft], key: str) -> None:
    """A side shows something. The side that was asked for evidence answers with it.

    For the mediator's side only who has the case may. The same key again changes nothing.
    Refused once the time for it is over.
    """
    case = lock_case(case_id)
    if side == Role.MEDIATOR:
        check_mediator(case, member_id)
    else:
        check_side(case, side, member_id)
    if done_before(case, key):
        return
    _check_time(case, side)
    store(case, side=side, member_id=member_id, drafts=drafts, key=key)
    act = Act(key=key, actor_id=member_id, detail=str(len(drafts)))
    if case.state == State.EVIDENCE_ASKED and case.asked_side == side:
        step(case, Event.ANSWER_EVIDENCE, Role(side), act)
        return
    note(case, "evidence", Role(side), act, before=case.state)
    tell("case.moved", case)


def missed(case: Case, side: str) -> bool:
    """Whether the side was asked for evidence and its time is over: what is there decides."""
    was_asked = {"buyer": case.buyer_was_asked, "seller": case.seller_was_asked}.get(side, False)
    return was_asked and case.asked_side != side and case.state != State.APPEAL


def _check_time(case: Case, side: str) -> None:
    over = case.due_at is not None and case.due_at <= clock.now()
    if State(case.state) not in TAKEN_IN or over or missed(case, side):
        raise Refusal(
            "evidence_late",
            _("The time for evidence is over."),
            not_done=_("Nothing was added."),
            next_step=_("The decision is made on what is there; it can be appealed once."),
        )


def store(case: Case, *, side: str, member_id: UUID, drafts: Sequence[Draft], key: str) -> None:
    """Write the rows of a locked case; refuses too many, and what says nothing."""
    for draft in drafts:
        if draft.kind == INVOICE and draft.picture is None:
            raise Refusal(
                "invoice_without_file",
                _("An invoice counts as a picture of it, not as words about it."),
                not_done=_("Nothing was added."),
                next_step=_("Photograph the invoice and add the picture, with what it shows."),
                field="pictures",
                status=422,
            )
        if draft.kind not in KINDS or not (draft.text.strip() or draft.picture):
            raise Refusal(
                "evidence_empty",
                _("Write what it shows, or choose a picture."),
                not_done=_("Nothing was added."),
                field="text",
                status=422,
            )
    there = Evidence.objects.filter(case=case).count()
    if len(drafts) > MOST_AT_ONCE or there + len(drafts) > MOST_IN_ALL:
        raise Refusal(
            "evidence_too_much",
            _("Eight pieces at once and sixty in all are the most that a case takes."),
            not_done=_("Nothing was added."),
            next_step=_("Choose those that show it best."),
            field="pictures",
            status=422,
        )
    Evidence.objects.bulk_create(
        Evidence(
            case=case,
            key=f"{key}:{position}",
            side=side,
            author_id=member_id,
            kind=draft.kind,
            text=draft.text.strip()[:LONGEST_TEXT],
            source_sha256=draft.picture.source_sha256 if draft.picture else "",
            sha256=draft.picture.sha256 if draft.picture else "",
            width=draft.picture.width if draft.picture else 0,
            height=draft.picture.height if draft.picture else 0,
            for_mediator_only=draft.for_mediator_only,
            added_at=clock.now(),
        )
        for position, draft in enumerate(drafts)
    )
