"""`python -m buttress.infer.prior_prediction`."""

import sys

from buttress.infer.prior_prediction.prediction import main

sys.exit(main())
