"""A small verifier of exported case files: standard library only, no database, nothing else of Mingjian.

It can be copied as a folder and run alone: `python -m verifier FILE.zip`. It asks again, from the steps, what the law
wants before a decision; it does not believe the certificate that comes with the file.
"""
