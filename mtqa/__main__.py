"""``python -m mtqa``."""

import sys

from mtqa.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
