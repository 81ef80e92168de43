"""Leaves in, roots and proofs out: a Merkle log as pure functions."""

from mingjian.ledger.entry import Concealed, canonical, conceal, entry_bytes, new_salt, opens
from mingjian.ledger.frontier import Frontier
from mingjian.ledger.hashing import EMPTY_ROOT, leaf_hash, node_hash, root
from mingjian.ledger.proofs import (
    HashAt,
    check_consistency,
    check_inclusion,
    consistency_proof,
    inclusion_proof,
    subtree_root,
)

__all__ = [
    "EMPTY_ROOT",
    "Concealed",
    "Frontier",
    "HashAt",
    "canonical",
    "check_consistency",
    "check_inclusion",
    "conceal",
    "consistency_proof",
    "entry_bytes",
    "inclusion_proof",
    "leaf_hash",
    "new_salt",
    "node_hash",
    "opens",
    "root",
    "subtree_root",
]
