"""Bytes in, clean text out: charset, markup, surfaces, and disguise undone with a map to the original offsets."""
