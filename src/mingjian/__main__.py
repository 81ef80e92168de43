"""`python -m mingjian` is the `mingjian` command."""

from mingjian.site.main import main

if __name__ == "__main__":
    raise SystemExit(main())
