"""The mechanisms. A folder holds a mechanism of several steps, a file one of few; both begin with its equation.

A step is `kernel(now, given, state, record)`, without those it doesn't need:

- `now` (`Now`): the clock and the addresses of random numbers, the same record for every step;
- `given`: columns and parameters that it reads; a write doesn't compile;
- `state`: columns that it carries on;
- `record`: explanations, kept on request; what is kept of each day is `engine.record`'s.

The records stand beside the step, named `Given`, `State` and `Record`, after their step where a file holds two. A
field is a column of `world.columns` or a parameter of `parameters.yaml`, annotated with its axes (`world.axes`). No
step reads a record. Beside the kernels stand pure functions of numbers, which tests call by hand.
"""

from buttress.kernel_cache import install

install()
