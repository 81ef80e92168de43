"""Texts composed from our own words, for building the shipped model: grammars as data, drawn from a seed."""
