"""Desk 证据: bundles kept under their own keys, records of two officers, holds and destruction."""
