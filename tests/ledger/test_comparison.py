"""Two histories, gaps, doubles and changed rows are found and named."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mingjian.ledger import Checkpoint, check_leaves, compare, find_equivocations, find_gaps, leaf_hash, root
from mingjian.ledger.reasons import EN
from tests.ledger.conftest import NOON, OFFICE, Log
from tests.ledger.flips import codes

LEAVES = [leaf_hash(bytes([n])) for n in range(20)]


def say(reasons) -> list[str]:
    return [reason.say(EN) for reason in reasons]


def test_a_log_that_shows_two_faces_is_convicted_by_its_own_signatures(office, forger, log, trust):
    other = str(office.sign_checkpoint(300, leaf_hash(b"another history"), at=NOON))
    forged = str(forger.sign_checkpoint(300, leaf_hash(b"forged"), at=NOON))
    later = Log(10, office).checkpoint
    assert find_equivocations([log.checkpoint, forged, later, other], trust) == [(log.checkpoint, other)]


def test_a_forged_checkpoint_convicts_nobody(forger, log, trust):
    forged = str(forger.sign_checkpoint(300, leaf_hash(b"forged"), at=NOON))
    assert find_equivocations([forged, log.checkpoint, "nonsense"], trust) == []


def test_checkpoints_of_one_log_are_compared(log, office):
    short = Log(100, office)
    old, new = Checkpoint(OFFICE, 100, short.root), Checkpoint(OFFICE, 300, log.root)
    proof = log.tree.prove_consistency(100, short.root, log.root)
    assert compare(old, new, proof) is None
    assert compare(new, new) is None
    assert compare(new, old).code == "shrunk"
    assert compare(old, new).code == "rewritten"
    assert compare(old, Checkpoint("other", 300, log.root), proof).code == "other_log"
    assert compare(new, Checkpoint(OFFICE, 300, short.root)).code == "equivocation"


def test_gaps_and_doubles_are_named():
    assert say(find_gaps([0, 1, 3, 3, 6], 9)) == [
        "Entries 2 to 2 are missing.",
        "Entry 3 is there more than once.",
        "Entries 4 to 5 are missing.",
        "Entries 7 to 8 are missing.",
    ]
    assert list(find_gaps([], 0)) == []
    assert say(find_gaps([], 2)) == ["Entries 0 to 1 are missing."]


@given(st.sets(st.integers(0, 60)), st.integers(0, 60))
def test_the_gaps_are_exactly_what_is_missing(present, size):
    kept = sorted(index for index in present if index < size)
    missing = {index for gap in find_gaps(kept, size) for index in range(gap.params["first"], gap.params["last"] + 1)}
    assert missing == set(range(size)) - set(kept)


def test_rows_that_agree_with_their_head_give_no_finding():
    rows = [(n, leaf, leaf) for n, leaf in enumerate(LEAVES)]
    assert list(check_leaves(rows, 20, root(LEAVES))) == []


def test_a_changed_deleted_or_doubled_row_is_named():
    rows = [(n, leaf, leaf) for n, leaf in enumerate(LEAVES)]
    top = root(LEAVES)
    altered = [*rows[:7], (7, LEAVES[7], leaf_hash(b"altered")), *rows[8:]]
    assert say(check_leaves(altered, 20, top)) == ["Entry 7 is not the one that was sealed."]
    deleted = [*rows[:7], *rows[8:]]
    assert say(check_leaves(deleted, 20, top)) == [
        "Entries 7 to 7 are missing.",
        "There are 19 entries, but the signed log has 20.",
    ]
    doubled = [*rows[:7], rows[6], *rows[7:]]
    assert "Entry 6 is there more than once." in say(check_leaves(doubled, 20, top))
    both = leaf_hash(b"row and digest altered together")
    assert codes(check_leaves([*rows[:7], (7, both, both), *rows[8:]], 20, top)) == {"root_differs"}
