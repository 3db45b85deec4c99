"""Lets ``python -m graphapi`` do what ``kundenkonto`` does."""

from graphapi.cli import main

if __name__ == "__main__":
    main()
