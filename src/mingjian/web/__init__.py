"""Entrance of people: the desk, the public portal, and the components their pages are made of. No rule lives here."""
