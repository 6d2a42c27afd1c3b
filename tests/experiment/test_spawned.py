"""Workers and the caller's script: it keeps its name and place. That it is not run again: test_worker_pool.py."""

import sys

from buttress.experiment.spawned import script_left_alone


def test_the_main_module_is_put_back():
    main = sys.modules["__main__"]
    before = main.__spec__, getattr(main, "__file__", None)
    with script_left_alone():
        assert main.__spec__ is None
    assert (main.__spec__, getattr(main, "__file__", None)) == before
