"""The only Django app: one file a record; foreign keys point upstream only; scope lives in the querysets."""
