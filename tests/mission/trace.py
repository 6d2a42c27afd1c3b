"""The trace as a command: `python tests/mission/trace.py [--json] [--row ROW] [--mutate | --page]`."""

import sys

from tracing.command import main

if __name__ == "__main__":
    sys.exit(main())
