from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.threeds.codes import MessageType
from fondaco.threeds.masking import HIDDEN
from fondaco.threeds.meanings.explain import (
    HIGHLIGHTS,
    MESSAGE_TABLES,
    WORDS,
    explain,
    highlights,
)
from fondaco.threeds.meanings.values import VALUES, value_in_words
from fondaco.threeds.messages.field import Field
from fondaco.threeds.messages.formats import SCHEME_RESERVED, Coded
from fondaco.threeds.messages.registry import TABLES
from tests.rules.threeds.examples import PROOF, VECTORS, areq, ares, rreq, sample
from tests.rules.threeds.oracle.messages import whole
from tests.rules.threeds.oracle.sheet import SHEETS, VERSIONS

# Values that are numbers already.
SPEAK_FOR_THEMSELVES = {"browserColorDepth"}


def every(fields: Iterable[Field], before: str = "") -> Iterator[tuple[str, Any]]:
    for field in fields:
        inner = getattr(field.format, "item", field.format)
        yield before + field.name, inner
        yield from every(getattr(inner, "fields", ()), f"{before}{field.name}.")


EVERY_FIELD = sorted(
    {(path, format_) for table in TABLES.values() for path, format_ in every(table)},
    key=lambda pair: (pair[0], str(pair[1])),
)


def test_every_field_has_words_and_no_words_are_without_a_field() -> None:
    assert {path for path, _ in EVERY_FIELD} == set(WORDS)


@pytest.mark.parametrize("path", sorted(WORDS))
def test_the_words_are_a_title_a_sentence_and_a_source(path: str) -> None:
    words = WORDS[path]
    assert 2 <= len(words.title) <= 40
    assert words.meaning[0].isupper() or words.meaning.startswith("3")
    assert words.meaning.endswith(".")
    assert words.group
    assert words.table.startswith("A.")


@pytest.mark.parametrize(("path", "format_"), EVERY_FIELD, ids=[path for path, _ in EVERY_FIELD])
def test_a_format_is_told_in_words(path: str, format_: Any) -> None:
    assert len(format_.in_words) >= 4


@pytest.mark.parametrize(
    ("path", "values"),
    [
        (path, format_.values)
        for path, format_ in EVERY_FIELD
        if isinstance(format_, Coded) and path not in SPEAK_FOR_THEMSELVES
    ],
)
def test_every_code_has_words(path: str, values: frozenset[str]) -> None:
    name = path.rpartition(".")[2]
    for value in values:
        assert value_in_words(name, value), value
    assert SCHEME_RESERVED.isdisjoint(VALUES[name])
    assert not value_in_words(name, "nonsense")


def test_no_code_is_explained_that_no_field_has() -> None:
    taken: dict[str, set[str]] = {}
    for path, format_ in EVERY_FIELD:
        if isinstance(format_, Coded):
            taken.setdefault(path.rpartition(".")[2], set()).update(format_.values)
    assert {name: set(values) - taken.get(name, set()) for name, values in VALUES.items()} == {
        name: set() for name in VALUES
    }


@pytest.mark.parametrize("message", sorted(SHEETS))
@pytest.mark.parametrize("version", VERSIONS)
def test_a_whole_message_is_explained_field_by_field(message: str, version: str) -> None:
    content = whole(message, version)
    found = explain(content)
    assert {field.path for field in found if not field.depth} == set(content)
    for field in found:
        assert field.meaning
        assert field.format
        assert MESSAGE_TABLES[MessageType(message)] in field.source


def test_a_challenge_is_explained() -> None:
    found = {field.path: field for field in explain(ares())}
    status = found["transStatus"]
    assert (status.value, status.value_words) == (
        "C",
        "a challenge: the cardholder has to be asked",
    )
    assert (status.title, status.needed, status.source) == ("Outcome", True, "A.1, B.2")
    assert found["acsURL"].needed
    assert "authenticationValue" not in found


def test_what_is_needed_depends_on_the_request() -> None:
    answer = dict(ares())
    by_browser = {field.path: field.needed for field in explain(answer)}
    by_app = {field.path: field.needed for field in explain(answer, {"deviceChannel": "01"})}
    assert (by_browser["acsURL"], by_app["acsURL"]) == (True, False)


def test_nothing_hidden_is_shown() -> None:
    content = {**areq(), "cardholderName": "Ada Lovelace", "email": "ada@example.com"}
    text = str(explain(content)) + str(explain(rreq()))
    for secret in (areq().text("acctNumber"), "Lovelace", "ada@", PROOF, "2001:db8"):
        assert secret not in text
    hidden = {field.path for field in explain(content) if field.hidden}
    assert {"cardholderName", "email", "browserIP", "cardExpiryDate"} <= hidden


def test_fields_stand_in_the_order_of_the_table_and_unknown_ones_at_the_end() -> None:
    found = explain({"future": "x", **dict(reversed(list(areq().items())))})
    names = [row.name for row in TABLES[MessageType.AREQ]]
    known = [field.path for field in found][:-1]
    assert known == sorted(known, key=names.index)
    assert (found[-1].path, found[-1].title, found[-1].value) == (
        "future",
        "Unknown field",
        HIDDEN,
    )


def test_long_lists_are_counted_and_only_begun() -> None:
    found = explain(sample("visa__3DSS-220-001__pres"))
    ranges = next(field for field in found if field.path == "cardRangeData")
    assert ranges.value.endswith(" ×")
    starts = [field.path for field in found if field.name == "startRange"]
    assert starts[0] == "cardRangeData.1.startRange"
    assert len(starts) <= 5


@pytest.mark.parametrize("name", sorted(path.stem for path in VECTORS.glob("*.json")))
def test_recorded_messages_are_explained(name: str) -> None:
    content = sample(name)
    found = explain(content)
    assert {field.path for field in found if not field.depth} == set(content)
    assert [field.path for field in highlights(found)]


@pytest.mark.parametrize(
    ("amount", "exponent", "currency", "words"),
    [
        ("8390", "2", "978", "83.90 EUR"),
        ("5", "2", "840", "0.05 USD"),
        ("1200", "0", "392", "1200 JPY"),
        ("1", "3", "048", "0.001 BHD"),
        ("100", "2", "004", "1.00 of currency 004"),
        ("x", "2", "978", ""),
        ("100", "x", "978", ""),
    ],
)
def test_an_amount_is_told_as_people_write_it(
    amount: str, exponent: str, currency: str, words: str
) -> None:
    content = {
        **areq(),
        "purchaseAmount": amount,
        "purchaseExponent": exponent,
        "purchaseCurrency": currency,
    }
    told = next(field for field in explain(content) if field.path == "purchaseAmount")
    assert told.value_words == words


def test_what_to_look_at_first_exists() -> None:
    for kind, names in HIGHLIGHTS.items():
        assert set(names) <= {row.name for row in TABLES[kind]}
    assert [field.path for field in highlights(explain(ares()))] == ["transStatus"]
    assert highlights(explain({"messageType": "XReq"})) == []


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "startRange", "transStatus", "x"]), inner)
    ),
    max_leaves=6,
)


@given(
    st.sampled_from([*sorted(TABLES), "XReq", None, 5]),
    st.dictionaries(
        st.sampled_from(sorted({row.name for table in TABLES.values() for row in table})),
        JSON,
        max_size=5,
    ),
)
def test_whatever_stands_in_a_message_it_can_be_laid_out(
    kind: object, fields: dict[str, object]
) -> None:
    content = {**fields, "messageType": kind}
    assert {one.path for one in explain(content, fields) if not one.depth} >= set(content)
