"""Commands that need the whole house (settings, records, the runtime); the same shape as `mingjian.commands`."""
