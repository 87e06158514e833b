"""`python -m accords`."""

import sys

from accords.presentation.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
