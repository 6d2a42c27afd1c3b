"""`python -m studies.base_rates`."""

import sys

from studies.base_rates.rates import main

sys.exit(main())
