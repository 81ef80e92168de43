"""Archives in, judgements out: one file of documents in, one file of rows out, as a pure function."""
