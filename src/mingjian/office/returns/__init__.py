"""Desk 报送: bulk returns from receipt to acceptance."""
