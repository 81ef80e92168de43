"""The party's side 当事人: the file that a code on a notice opens."""
