"""No module of the package is imported, by any way round, by what it imports; imports inside functions count too."""

import grimp
import pytest


def rings(imports: dict[str, set[str]]) -> list[list[str]]:
    """Sets of modules that import each other in a ring: strongly connected components of two and more (Tarjan 1972)."""
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(module: str) -> None:
        number[module] = lowest[module] = len(number)
        stack.append(module)
        for other in sorted(imports[module]):
            if other not in number:
                visit(other)
                lowest[module] = min(lowest[module], lowest[other])
            elif other in stack:
                lowest[module] = min(lowest[module], number[other])
        if lowest[module] == number[module]:
            ring = stack[stack.index(module) :]
            del stack[stack.index(module) :]
            if len(ring) > 1:
                found.append(sorted(ring))

    for module in sorted(imports):
        if module not in number:
            visit(module)
    return found


@pytest.mark.parametrize(
    ("imports", "expected"),
    [
        ({"a": {"b"}, "b": {"c"}, "c": set()}, []),
        ({"a": {"b"}, "b": {"a", "c"}, "c": set()}, [["a", "b"]]),
        ({"a": {"b"}, "b": {"c"}, "c": {"d"}, "d": {"b"}}, [["b", "c", "d"]]),
    ],
)
def test_a_ring_is_found(imports, expected):
    assert rings(imports) == expected


def test_no_ring_of_imports_also_not_through_functions():
    graph = grimp.build_graph("buttress", exclude_type_checking_imports=True, cache_dir=None)
    assert rings({module: graph.find_modules_directly_imported_by(module) for module in graph.modules}) == []
