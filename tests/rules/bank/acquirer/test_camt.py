from datetime import UTC, date, datetime
from xml.etree.ElementTree import Element, fromstring

from hypothesis import given
from hypothesis import strategies as st

from fondaco.bank.acquirer.camt import CODES, NAMESPACE, Day, Detail, Line, write
from fondaco.money.amount import parse_amount

SPACE = {"c": NAMESPACE}
TODAY = date(2026, 11, 25)
NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
# Characters that XML 1.0 cannot carry never reach a booked text.
texts = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cn", "Co")), max_size=60)

lines = st.builds(
    Line,
    bank_reference=st.text("ABCDEF0123456789-", min_size=1, max_size=35),
    kind=st.sampled_from([*CODES, "opening"]),
    amount_minor=st.integers(-(10**9), 10**9).filter(bool),
    text=texts,
    counterparty=texts,
    counterparty_iban=st.sampled_from(["", "DE89370400440532013000"]),
    details=st.lists(
        st.builds(
            Detail,
            reference=st.just("r"),
            end_to_end_id=st.just("e"),
            amount_minor=st.integers(1, 100),
            text=st.just("t"),
        ),
        max_size=3,
    ).map(tuple),
)


@given(st.integers(-(10**9), 10**9), st.lists(lines, max_size=6), st.sampled_from(["EUR", "JPY"]))
def test_opening_entries_and_closing_add_up(
    opening: int, booked: list[Line], currency: str
) -> None:
    closing = opening + sum(line.amount_minor for line in booked)
    day = Day("a", "IT49N9990102100000000000001", "Owner", currency, opening, closing, booked)
    root = fromstring(write(day=TODAY, made_at=NOON, message_id="S1", days=[day]))  # noqa: S314

    def minor(node: Element) -> int:
        text = node.findtext("c:Amt", namespaces=SPACE) or ""
        scaled = parse_amount(text, currency).amount_minor
        side = node.findtext("c:CdtDbtInd", namespaces=SPACE)
        return -scaled if side == "DBIT" else scaled

    first, last = root.findall(".//c:Bal", SPACE)
    entries = root.findall(".//c:Ntry", SPACE)
    assert minor(first) + sum(minor(entry) for entry in entries) == minor(last) == closing
    assert [minor(entry) for entry in entries] == [line.amount_minor for line in booked]
    assert root.findtext(".//c:NbOfNtries", namespaces=SPACE) == str(len(booked))
