"""Entrance of the shell: one file a command, loaded only when it is called. No rule lives here."""
