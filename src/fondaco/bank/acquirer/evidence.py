"""The shop's answer to a chargeback: taken in, shown to the cardholder in outline, judged."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import Q

from fondaco.bank.acquirer import verdict
from fondaco.bank.acquirer.chargebacks import decide
from fondaco.bank.acquirer.keys import known
from fondaco.bank.acquirer.models import Chargeback, ChargebackAnswer
from fondaco.bank.acquirer.rules import read_text
from fondaco.bank.issuer import dispute
from fondaco.bank.issuer.queries import strongly_confirmed
from fondaco.kernel import clock
from fondaco.kernel.errors import NotFound, Refusal
from fondaco.kernel.transaction import action

MOST_DOCUMENTS = 40
LONGEST_TEXT = 20_000
RECEIVED = {"state": "received"}


def read_documents(body: Mapping[str, Any]) -> list[dict[str, str]]:
    """``documents`` of a body: 1 to 40 of ``{kind, title, text}``; raises :class:`Refusal`."""
    found = body.get("documents")
    if not isinstance(found, list) or not 0 < len(found) <= MOST_DOCUMENTS:
        raise _malformed()
    documents = []
    for entry in found:
        if not isinstance(entry, dict):
            raise _malformed()
        documents.append(
            {
                "kind": read_text(entry, "kind", 40),
                "title": read_text(entry, "title", 140),
                "text": read_text(entry, "text", LONGEST_TEXT, needed=False),
            }
        )
    return documents


@action
def take_evidence(
    *,
    key: str,
    chargeback_id: UUID,
    reason_code: str,
    documents: list[dict[str, str]],
    summary: str,
) -> dict[str, Any]:
    """Keep an answer, once a key. More may follow until it is decided or its time is over."""
    row, mark = known(ChargebackAnswer, key, str(chargeback_id), reason_code, documents, summary)
    if row is not None:
        return RECEIVED
    chargeback = Chargeback.objects.select_for_update().filter(id=chargeback_id).first()
    if chargeback is None:
        raise NotFound("There is no such chargeback.")
    _refuse_unfit(chargeback, reason_code)
    ChargebackAnswer.objects.create(
        key=key,
        fingerprint=mark,
        chargeback=chargeback,
        documents=documents,
        summary=summary,
        received_at=clock.now(),
    )
    payment_id = chargeback.capture.authorization.payment_id
    if payment_id is not None:
        dispute.note_answered(
            payment_id=payment_id,
            documents=[(entry["kind"], entry["title"]) for entry in documents],
        )
    at_once = verdict.by_word(summary)
    if at_once is not None:
        decide(
            chargeback_id=chargeback.id,
            merchant_won=at_once.merchant_won,
            because=at_once.because,
        )
    return RECEIVED


def decide_due() -> int:
    """The worker's job: decide what is ripe; returns how many were decided."""
    moment = clock.now()
    read = Q(answers__received_at__lte=moment - verdict.READ_FOR)
    ripe = Chargeback.objects.filter(Q(answer_until_at__lte=moment) | read, state="open")
    ids = set(ripe.values_list("id", flat=True))
    return sum(decide_if_due(chargeback_id=chargeback_id) for chargeback_id in sorted(ids))


@action
def decide_if_due(*, chargeback_id: UUID) -> bool:
    """Let the desk's rules decide one chargeback when it is time; False when it is not."""
    row = (
        Chargeback.objects.select_for_update(of=("self",))
        .select_related("capture__authorization")
        .get(id=chargeback_id)
    )
    if row.state != "open":
        return False
    payment_id = row.capture.authorization.payment_id
    claim = verdict.Claim(
        row.reason_code,
        payment_id is not None and strongly_confirmed(payment_id),
        row.answer_until_at,
    )
    found = verdict.due(claim, _answer(row), clock.now())
    if found is None:
        return False
    decide(chargeback_id=row.id, merchant_won=found.merchant_won, because=found.because)
    return True


def _answer(row: Chargeback) -> verdict.Answer | None:
    answers = list(row.answers.order_by("id"))
    if not answers:
        return None
    return verdict.Answer(
        kinds=frozenset(entry["kind"] for answer in answers for entry in answer.documents),
        summary=" ".join(answer.summary for answer in answers),
        received_at=answers[0].received_at,
    )


def _refuse_unfit(chargeback: Chargeback, reason_code: str) -> None:
    if chargeback.state != "open":
        raise Refusal("decided", "This chargeback is decided.", not_done="Nothing was taken.")
    if clock.now() > chargeback.answer_until_at:
        raise Refusal(
            "answer_too_late", "The time to answer is over.", not_done="Nothing was taken."
        )
    if reason_code != chargeback.reason_code:
        raise Refusal(
            "reason_differs",
            f"The chargeback's reason is {chargeback.reason_code}.",
            not_done="Nothing was taken.",
            field="reason_code",
            status=422,
        )


def _malformed() -> Refusal:
    return Refusal(
        "documents_invalid",
        f"Documents are a list of 1 to {MOST_DOCUMENTS} objects with kind, title and text.",
        not_done="Nothing was taken.",
        field="documents",
        status=400,
    )
