"""Leaves in, roots and proofs out: a Merkle log as pure functions."""
