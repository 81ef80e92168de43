"""Leaves in, roots and proofs out: a Merkle log as pure functions, its signed heads, and the check of both."""

from mingjian.ledger.bulletin import figure
from mingjian.ledger.case_file import check_case_file, seal_case_file
from mingjian.ledger.checkpoint import Checkpoint, read_checkpoint
from mingjian.ledger.comparison import check_leaves, compare, find_equivocations, find_gaps
from mingjian.ledger.entry import Concealed, canonical, conceal, entry_bytes, new_salt, opens
from mingjian.ledger.frontier import Frontier
from mingjian.ledger.hashing import EMPTY_ROOT, leaf_hash, node_hash, root
from mingjian.ledger.key_files import load_keys, open_keys, published_keys, rotate_keys, rotation_statement
from mingjian.ledger.note import Note, read_note
from mingjian.ledger.office_keys import OfficeKeys, make_keys
from mingjian.ledger.proof_file import Opening, Proof, read_proof, write_proof
from mingjian.ledger.proofs import (
    HashAt,
    check_consistency,
    check_inclusion,
    consistency_proof,
    inclusion_proof,
    subtree_root,
)
from mingjian.ledger.publication import LogStore, prove_entry, publish, published
from mingjian.ledger.statement import seal_statement
from mingjian.ledger.statement_check import check_statement
from mingjian.ledger.stores import FolderStore, MemoryStore, TileStore
from mingjian.ledger.tile_check import damaged_tiles
from mingjian.ledger.tree import TileTree, extend_tiles
from mingjian.ledger.trust import Trust, load_trust, read_trust
from mingjian.ledger.verification import Signer, Verification
from mingjian.ledger.verifier_key import VerifierKey, read_key
from mingjian.ledger.verify import verify, verify_proof_file
from mingjian.ledger.witness import cosign

__all__ = [
    "EMPTY_ROOT",
    "Checkpoint",
    "Concealed",
    "FolderStore",
    "Frontier",
    "HashAt",
    "LogStore",
    "MemoryStore",
    "Note",
    "OfficeKeys",
    "Opening",
    "Proof",
    "Signer",
    "TileStore",
    "TileTree",
    "Trust",
    "Verification",
    "VerifierKey",
    "canonical",
    "check_case_file",
    "check_consistency",
    "check_inclusion",
    "check_leaves",
    "check_statement",
    "compare",
    "conceal",
    "consistency_proof",
    "cosign",
    "damaged_tiles",
    "entry_bytes",
    "extend_tiles",
    "figure",
    "find_equivocations",
    "find_gaps",
    "inclusion_proof",
    "leaf_hash",
    "load_keys",
    "load_trust",
    "make_keys",
    "new_salt",
    "node_hash",
    "open_keys",
    "opens",
    "prove_entry",
    "publish",
    "published",
    "published_keys",
    "read_checkpoint",
    "read_key",
    "read_note",
    "read_proof",
    "read_trust",
    "root",
    "rotate_keys",
    "rotation_statement",
    "seal_case_file",
    "seal_statement",
    "subtree_root",
    "verify",
    "verify_proof_file",
    "write_proof",
]
