"""Desk 登记: subjects, services, filings and domains."""
