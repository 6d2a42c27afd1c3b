"""`python -m buttress` is `buttress`."""

from buttress.cli import main

if __name__ == "__main__":
    main()
