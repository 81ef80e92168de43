"""Desk 处置: measures from proposal to proof."""
