"""The tree hash and its proofs, against others' vectors and against each other.

The vectors come from transparency-dev/merkle (Apache License 2.0, see merkle_vectors/LICENSE).
"""

import json
from base64 import b64decode
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fondaco.market.trust.rules import merkle

VECTORS = Path(__file__).parent / "merkle_vectors"
INCLUSION = sorted(VECTORS.glob("inclusion__*.json"))
CONSISTENCY = sorted(VECTORS.glob("consistency__*.json"))


def _bytes(values: list[str] | None) -> list[bytes]:
    return [b64decode(each) for each in values or []]


@pytest.mark.parametrize("path", INCLUSION, ids=lambda path: path.stem)
def test_inclusion_is_judged_as_others_judge_it(path: Path) -> None:
    vector = json.loads(path.read_text())
    holds = merkle.verify_inclusion(
        leaf=b64decode(vector["leafHash"]),
        index=vector["leafIdx"],
        size=vector["treeSize"],
        path=_bytes(vector["proof"]),
        root=b64decode(vector["root"]),
    )
    assert holds is not vector["wantErr"]


@pytest.mark.parametrize("path", CONSISTENCY, ids=lambda path: path.stem)
def test_consistency_is_judged_as_others_judge_it(path: Path) -> None:
    vector = json.loads(path.read_text())
    holds = merkle.verify_consistency(
        first=vector["size1"],
        second=vector["size2"],
        path=_bytes(vector["proof"]),
        first_root=b64decode(vector["root1"]),
        second_root=b64decode(vector["root2"]),
    )
    assert holds is not vector["wantErr"]


def test_there_are_vectors_of_both_kinds() -> None:
    assert len(INCLUSION) > 5
    assert len(CONSISTENCY) > 5


def _leaves(count: int) -> list[bytes]:
    return [merkle.leaf_hash(str(number).encode()) for number in range(count)]


def _proof(leaves: list[bytes], ranges: tuple[merkle.Range, ...]) -> list[bytes]:
    return [merkle.root(leaves[start:end]) for start, end in ranges]


@given(st.integers(1, 200), st.data())
def test_every_leaf_is_proven_and_no_other(size: int, data: st.DataObject) -> None:
    leaves = _leaves(size)
    index = data.draw(st.integers(0, size - 1))
    path = _proof(leaves, merkle.inclusion_ranges(index, size))
    given = {"index": index, "size": size, "path": path, "root": merkle.root(leaves)}
    assert merkle.verify_inclusion(leaf=leaves[index], **given)
    assert not merkle.verify_inclusion(leaf=merkle.leaf_hash(b"another"), **given)


@given(st.integers(1, 200), st.data())
def test_a_longer_log_is_proven_and_a_rewritten_one_is_not(size: int, data: st.DataObject) -> None:
    first = data.draw(st.integers(1, size))
    leaves = _leaves(size)
    path = _proof(leaves, merkle.consistency_ranges(first, size))
    given = {"first": first, "second": size, "path": path}
    root, before = merkle.root(leaves), merkle.root(leaves[:first])
    assert merkle.verify_consistency(**given, first_root=before, second_root=root)
    changed = [merkle.leaf_hash(b"another"), *leaves[1:first]]
    forged = merkle.root(changed)
    assert not merkle.verify_consistency(**given, first_root=forged, second_root=root)


@given(st.integers(0, 300))
def test_a_tree_is_folded_from_its_perfect_parts(size: int) -> None:
    leaves = _leaves(size)
    parts = merkle.perfect_parts((0, size))
    folded = merkle.fold([merkle.root(leaves[i << level : (i + 1) << level]) for level, i in parts])
    assert folded == merkle.root(leaves)


@given(st.integers(1, 300))
def test_growing_completes_each_perfect_subtree_once(size: int) -> None:
    made = [node for position in range(size) for node in merkle.new_nodes(position)]
    assert len(made) == len(set(made))
    levels = range(1, size.bit_length())
    assert set(made) == {(lv, i) for lv in levels for i in range(size >> lv)}


def test_a_leaf_outside_the_tree_has_no_proof() -> None:
    with pytest.raises(ValueError, match="not in a tree"):
        merkle.inclusion_ranges(5, 5)
    with pytest.raises(ValueError, match="part of the second"):
        merkle.consistency_ranges(0, 5)
    assert not merkle.verify_inclusion(leaf=b"", index=5, size=5, path=[], root=b"")
