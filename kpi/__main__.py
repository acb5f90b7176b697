"""`python -m kpi`."""

import sys

from kpi.cli.commands import main

sys.exit(main())
