"""`python -m studies.prior_prediction`."""

import sys

from studies.prior_prediction.prediction import main

sys.exit(main())
