"""Entrance of programs: JSON under `/api/v1/`. No rule lives here."""
