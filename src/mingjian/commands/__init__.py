"""Entrance of the shell: one file a command, loaded only when it is called. No rule lives here.

Each file has `SUMMARY = {"en": ..., "zh": ...}`, `EXAMPLE`, `add_arguments(parser)` and `run(args) -> int`.
An argument's `help` may be written "English | 中文". `args.lang` and `args.json` are there already.
"""
