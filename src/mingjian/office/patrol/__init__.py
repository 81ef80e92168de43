"""Desk 巡查: runs, visits, and the judging of findings."""
