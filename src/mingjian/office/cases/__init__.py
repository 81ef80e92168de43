"""Desk 案件: cases from the registration of the source to the archive, step by step."""
