"""What every worker needs, imported once by the process whose forks workers are.

numba reads its registries of typed functions when the first kernel is loaded. That takes half a second of a worker;
done here, forks have it.
"""

from numba.core.registry import cpu_target

import buttress.experiment.executor  # noqa: F401 - for the forks

cpu_target.typing_context.refresh()
cpu_target.target_context.refresh()
