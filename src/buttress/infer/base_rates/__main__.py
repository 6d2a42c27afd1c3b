"""`python -m buttress.infer.base_rates`."""

import sys

from buttress.infer.base_rates.rates import main

sys.exit(main())
