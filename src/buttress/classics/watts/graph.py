"""Watts 2002, the simulation: random graphs, and what one vertex switched on sets off.

Graph G(n, p) with p = z / (n - 1), made by skipping over absent pairs: one uniform an edge (Batagelj & Brandes 2005,
Physical Review E 71, 036113). A vertex switches on when on-neighbours x den >= num x degree, in whole numbers: a share
of its neighbours of at least num / den. It stays on, so the order of updates is without effect.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from buttress.arrays import Ints
from buttress.chance.random import stream_id, uniform

TIES = stream_id("classics watts ties")
SEED = stream_id("classics watts seed")


@njit(cache=True)
def random_graph(seed: int, run: int, n: int, z: float) -> tuple[Ints, Ints]:
    """Neighbours of vertex i are `second[first[i] : first[i + 1]]`; mean degree z in expectation."""
    room = int(0.5 * z * n + 12.0 * math.sqrt(0.5 * z * n) + 64.0)
    head = np.empty(room, np.int64)
    tail = np.empty(room, np.int64)
    edges = 0
    skip = math.log1p(-z / (n - 1))
    v, w, draw = 1, -1, 0
    while v < n:
        w += 1 + int(math.log(uniform(seed, run, TIES, 0, draw)) / skip)
        draw += 1
        while w >= v and v < n:
            w -= v
            v += 1
        if v < n:
            if edges == room:
                raise ValueError("the graph outgrew its room")
            head[edges], tail[edges] = v, w
            edges += 1
    return _lists(n, head[:edges], tail[:edges])


@njit(cache=True)
def _lists(n: int, head: Ints, tail: Ints) -> tuple[Ints, Ints]:
    first = np.zeros(n + 1, np.int64)
    for e in range(len(head)):
        first[head[e] + 1] += 1
        first[tail[e] + 1] += 1
    for i in range(n):
        first[i + 1] += first[i]
    place = first[:-1].copy()
    second = np.empty(2 * len(head), np.int64)
    for e in range(len(head)):
        second[place[head[e]]] = tail[e]
        place[head[e]] += 1
        second[place[tail[e]]] = head[e]
        place[tail[e]] += 1
    return first, second


@njit(cache=True)
def cascade(first: Ints, second: Ints, start: int, num: int, den: int) -> int:
    """How many vertices are on in the end if `start` is switched on; the threshold is num / den of the neighbours."""
    n = len(first) - 1
    on = np.zeros(n, np.bool_)
    lit = np.zeros(n, np.int64)
    queue = np.empty(n, np.int64)
    queue[0] = start
    on[start] = True
    size, done = 1, 0
    while done < size:
        v = queue[done]
        done += 1
        for e in range(first[v], first[v + 1]):
            u = second[e]
            lit[u] += 1
            if not on[u] and lit[u] * den >= num * (first[u + 1] - first[u]):
                on[u] = True
                queue[size] = u
                size += 1
    return size


@njit(cache=True)
def sizes(seed: int, n: int, z: float, num: int, den: int, graphs: int, starts: int = 1, hub: bool = False) -> Ints:
    """Cascade sizes, (graphs, starts): on each graph from vertices drawn at random, or from that of most neighbours."""
    out = np.empty((graphs, starts), np.int64)
    for run in range(graphs):
        first, second = random_graph(seed, run, n, z)
        for i in range(starts):
            start = int(n * uniform(seed, run, SEED, 0, i))
            if hub:
                start = int(np.argmax(first[1:] - first[:-1]))
            out[run, i] = cascade(first, second, start, num, den)
    return out
