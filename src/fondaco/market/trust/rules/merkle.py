"""The tree hash of a transparency log, with its proofs: RFC 9162, section 2.1 (and RFC 6962).

Pure. A range ``(start, end)`` is the subtree over leaves ``start`` to ``end − 1``. The log keeps
only the hashes of perfect subtrees, named ``(level, index)``: ``2**level`` leaves from
``index * 2**level`` on; :func:`perfect_parts` says which of them make up a range.
"""

import hashlib
from collections.abc import Sequence

Range = tuple[int, int]
Node = tuple[int, int]

EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    """The hash of one leaf's data."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def _split(size: int) -> int:
    """The largest power of two smaller than ``size``; ``size`` is at least 2."""
    return 1 << ((size - 1).bit_length() - 1)


def root(leaf_hashes: Sequence[bytes]) -> bytes:
    """The tree hash over leaf hashes."""
    if not leaf_hashes:
        return EMPTY_ROOT
    if len(leaf_hashes) == 1:
        return leaf_hashes[0]
    half = _split(len(leaf_hashes))
    return node_hash(root(leaf_hashes[:half]), root(leaf_hashes[half:]))


def perfect_parts(part: Range) -> tuple[Node, ...]:
    """The perfect subtrees, from the left, that a range of the tree is made of.

    The range must be one that the tree has: its start is a multiple of every subtree's size.
    """
    start, end = part
    parts = []
    while start < end:
        level = (end - start).bit_length() - 1
        parts.append((level, start >> level))
        start += 1 << level
    return tuple(parts)


def fold(hashes: Sequence[bytes]) -> bytes:
    """One hash of the perfect subtrees of a range, given from the left."""
    if not hashes:
        return EMPTY_ROOT
    result = hashes[-1]
    for each in reversed(hashes[:-1]):
        result = node_hash(each, result)
    return result


def new_nodes(position: int) -> tuple[Node, ...]:
    """The inner perfect subtrees that the leaf at ``position`` completes, lowest first."""
    nodes = []
    level, index = 0, position
    while index & 1:
        level, index = level + 1, index >> 1
        nodes.append((level, index))
    return tuple(nodes)


def inclusion_ranges(index: int, size: int) -> tuple[Range, ...]:
    """The ranges whose hashes prove leaf ``index`` in a tree of ``size``, lowest first.

    Raises ``ValueError`` for a leaf outside the tree.
    """
    if not 0 <= index < size:
        raise ValueError("the leaf is not in a tree of this size")
    path: list[Range] = []
    start, end = 0, size
    while end - start > 1:
        half = start + _split(end - start)
        if index < half:
            path.append((half, end))
            end = half
        else:
            path.append((start, half))
            start = half
    return tuple(reversed(path))


def consistency_ranges(first: int, second: int) -> tuple[Range, ...]:
    """The ranges whose hashes prove that the tree of ``first`` leaves begins that of ``second``.

    Raises ``ValueError`` unless ``0 < first <= second``.
    """
    if not 0 < first <= second:
        raise ValueError("the first tree must be a part of the second and not empty")
    path: list[Range] = []
    start, end, is_whole = 0, second, True
    while first != end:
        half = start + _split(end - start)
        if first <= half:
            path.append((half, end))
            end = half
        else:
            path.append((start, half))
            start, is_whole = half, False
    if not is_whole:
        path.append((start, end))
    return tuple(reversed(path))


def verify_inclusion(
    *, leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes
) -> bool:
    """Whether ``path`` proves the leaf hash at ``index`` (RFC 9162, section 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    place, last, result = index, size - 1, leaf
    for each in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            result = node_hash(each, result)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            result = node_hash(result, each)
        place, last = place >> 1, last >> 1
    return last == 0 and result == root


def verify_consistency(
    *, first: int, second: int, path: Sequence[bytes], first_root: bytes, second_root: bytes
) -> bool:
    """Whether ``path`` proves that the older tree begins the newer (section 2.1.4.2)."""
    if not 0 < first <= second:
        return False
    if first == second:
        return not path and first_root == second_root
    if first & (first - 1) == 0:
        path = [first_root, *path]
    if not path:
        return False
    place, last = first - 1, second - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    older = newer = path[0]
    for each in path[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            older, newer = node_hash(each, older), node_hash(each, newer)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            newer = node_hash(newer, each)
        place, last = place >> 1, last >> 1
    return last == 0 and older == first_root and newer == second_root
