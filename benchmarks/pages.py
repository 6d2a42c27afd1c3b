"""What the pages cost, and what they leave behind: `python -m benchmarks.pages [CASE] [--minutes 2]`.

first page      from the start of `buttress serve` to the whole first page, and from the line that it prints
case's page     from that line to the case's whole page, its facts at hand at the second start
moved lever     from pressing the button to the answer of 200 pairs, kernels and fit at hand; the middle of several
static pages    requests a second while a run is on
memory          the largest sum over all processes, of a process's own pages and its part of shared ones (Linux)
soak            uploads, runs and cancels for so many minutes; then the server ends, and no process and no unfinished
                file may be left

Bars, on 2 free cores: 1 s, 5 s, 50 a second, 1 GB.
"""

from __future__ import annotations

import argparse
import http.client
import os
import re
import shutil
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from docs.builder.served import served

BELARUS = Path(__file__).resolve().parents[1] / "cases" / "belarus-2020"
LEVERS, STATIC_SECONDS, SAMPLED = 5, 5.0, 0.5
JOB_SECONDS, ENDED_SECONDS = 1800.0, 10.0
HEADING = "Date,City,Crowd,Detained,Source"


class Visitor:
    """A browser's part: the cookie, forms with their origin, and waiting for work."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.host = parts.netloc
        self._cookie = ""
        answer = self.ask("GET", f"{parts.path}?{parts.query}")
        self._cookie = answer.getheader("set-cookie", "").partition(";")[0]

    def ask(self, method: str, path: str, form: dict[str, str] | None = None) -> http.client.HTTPResponse:
        """An answer, its body read into `.text`."""
        connection = http.client.HTTPConnection(self.host, timeout=JOB_SECONDS)
        headers = {"Cookie": self._cookie}
        if form is not None:
            headers |= {"Origin": f"http://{self.host}", "Content-Type": "application/x-www-form-urlencoded"}
        connection.request(method, path, urlencode(form) if form is not None else None, headers)
        answer = connection.getresponse()
        answer.text = answer.read().decode(errors="replace")  # type: ignore[attr-defined]
        connection.close()
        return answer

    def post(self, path: str, form: dict[str, str]) -> str:
        """Send a form; the address to which it leads."""
        answer = self.ask("POST", path, form)
        if answer.status != 303:
            raise SystemExit(f"{path}: {answer.status}: {answer.text[-400:]}")  # type: ignore[attr-defined]
        return answer.getheader("location", "")

    def come(self, path: str) -> None:
        """Ask for a page until it is the page itself, not the one that says that it is being made."""
        while f'data-state="{path}/opening' in self.ask("GET", path).text:  # type: ignore[attr-defined]
            time.sleep(0.1)

    def wait(self, job: str) -> str:
        """Where a job's page leads, asked as the page does."""
        until = time.monotonic() + JOB_SECONDS
        while time.monotonic() < until:
            answer = self.ask("GET", f"{job}/state")
            if answer.getheader("x-go-to"):
                return answer.getheader("x-go-to", "")
            time.sleep(0.25)
        raise SystemExit(f"{job} takes too long")


@contextmanager
def server(case: Path, home: Path) -> Iterator[tuple[subprocess.Popen[str], str, float]]:
    """The server, its address with the token, and the clock at its start."""
    began = time.monotonic()
    with served(home, str(case)) as (process, address):
        yield process, address, began


def tree(root: int) -> set[int]:
    """A process and all below it."""
    children: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        children.setdefault(int(fields[1]), []).append(int(path.parent.name))
    found, ahead = {root}, [root]
    while ahead:
        for child in children.get(ahead.pop(), []):
            found.add(child)
            ahead.append(child)
    return found


def cpu(process: int) -> float:
    """CPU seconds of a process and all below it that live."""
    ticks = 0
    for one in tree(process):
        with suppress(OSError):
            fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def memory(processes: set[int]) -> float:
    """MB of all processes together."""
    total = 0
    for process in processes:
        try:
            text = Path(f"/proc/{process}/smaps_rollup").read_text()
        except OSError:
            continue
        found = re.search(r"^Pss:\s+(\d+)", text, re.MULTILINE)
        total += int(found[1]) if found else 0
    return total / 1024


class Watch:
    """Looks at the processes of a server until it is stopped: their largest memory, and every one that was seen."""

    def __init__(self, root: int) -> None:
        self.most, self.seen = 0.0, set[int]()
        self._root, self._end = root, threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def _look(self) -> None:
        while not self._end.wait(SAMPLED):
            processes = tree(self._root)
            self.seen |= processes
            self.most = max(self.most, memory(processes))

    def stop(self) -> None:
        self._end.set()
        self._thread.join()


def scenario(number: int) -> dict[str, str]:
    """Half the loan, some days late: another one for each number."""
    return {"title": f"Half the loan {number}", "value loan_cash": "0.5", "value loan_delay_days": str(40 + number)}


def moved_lever(visitor: Visitor, number: int, process: int) -> tuple[float, float]:
    """Seconds from pressing to the whole answer: of the clock, and of the CPU in all processes of the server."""
    began, used = time.monotonic(), cpu(process)
    found = visitor.wait(visitor.post("/case/scenarios", scenario(number)))
    assert found.startswith("/case/scenarios/"), visitor.ask("GET", found).text  # type: ignore[attr-defined]
    assert visitor.ask("GET", found).status == 200
    return time.monotonic() - began, cpu(process) - used


def static_rate(visitor: Visitor) -> float:
    """Requests a second, one after another, of the style, the script and the first page."""
    began, count = time.monotonic(), 0
    while time.monotonic() - began < STATIC_SECONDS:
        for path in ("/static/web.css", "/static/page.js", "/"):
            assert visitor.ask("GET", path).status == 200
            count += 1
    return count / (time.monotonic() - began)


def reports(number: int) -> str:
    """Twenty weeks of two cities."""
    lines = [
        f"2024-{1 + week // 4:02}-{1 + 7 * (week % 4):02},{city},{300 + 37 * ((week + number) % 9)},{week % 7},lawyers"
        for week in range(20)
        for city in ("Kyiv", "Lviv")
    ]
    return "\n".join([HEADING, *lines])


def soak(visitor: Visitor, minutes: float, process: int) -> dict[str, int]:
    """Uploads, forecasts, runs and cancels until the time is over; how many of each."""
    until, done = time.monotonic() + 60 * minutes, {"uploads": 0, "runs": 0, "cancels": 0}
    number = 100
    while time.monotonic() < until:
        number += 1
        kept = visitor.post("/next-week", {"pasted": reports(number), "title": f"list {number}", "language": "en"})
        visitor.wait(visitor.post(f"{kept}/forecast", {"version": "1"}))
        visitor.post(f"{kept}/forget", {"version": "1"})
        done["uploads"] += 1
        moved_lever(visitor, number, process)
        done["runs"] += 1
        job = visitor.post("/case/scenarios", scenario(number + 1))
        time.sleep(0.3 * (number % 4))
        visitor.post(f"{job}/cancel", {"now": "1"})
        done["cancels"] += 1
    return done


def left_processes(seen: set[int]) -> list[int]:
    """Those that live on long after the server: one that was being started when it ended needs a moment to see it."""
    until = time.monotonic() + ENDED_SECONDS
    while (left := [pid for pid in sorted(seen) if Path(f"/proc/{pid}").exists()]) and time.monotonic() < until:
        time.sleep(0.2)
    return left


def left_files(home: Path) -> list[str]:
    """Files that a server should not leave: unfinished ones, and kept files that were forgotten. Sharper numbers that
    were asked for stay written down: the next server works them out.
    """
    data = home / "data"
    kept = [*data.rglob(".*.partial"), *data.glob("*/pages/files/*")]
    return [path.relative_to(home).as_posix() for path in kept]


def main() -> None:
    """Measure, and print a line each."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("case", nargs="?", type=Path, default=BELARUS)
    ask.add_argument("--minutes", type=float, default=2.0, help="length of the soak")
    asked = ask.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        case = Path(shutil.copytree(asked.case, home / "case"))
        for start in ("first start", "second start"):
            with server(case, home) as (process, address, began):
                ready = time.monotonic()
                visitor = Visitor(address)
                assert visitor.ask("GET", "/").status == 200
                page, used = time.monotonic(), cpu(process.pid)
                print(
                    f"first page, {start}: {page - began:.2f} s, {page - ready:.2f} s after the line; CPU {used:.2f} s",
                    flush=True,
                )
                visitor.come("/case")
                print(f"case's page, {start}: {time.monotonic() - ready:.2f} s after the line", flush=True)
        with server(case, home) as (process, address, began):
            watch, visitor = Watch(process.pid), Visitor(address)
            first, used = moved_lever(visitor, 0, process.pid)
            print(f"first answer of a lever, the fit perhaps not at hand: {first:.1f} s, CPU {used:.1f} s", flush=True)
            costs = [moved_lever(visitor, number, process.pid) for number in range(1, 1 + LEVERS)]
            for what, seconds in zip(("clock", "CPU"), zip(*costs, strict=True), strict=True):
                middle, least, most = statistics.median(seconds), min(seconds), max(seconds)
                print(f"moved lever, {what}: {middle:.2f} s (of {LEVERS}: {least:.2f} to {most:.2f})", flush=True)
            job = visitor.post("/case/scenarios", scenario(99))
            print(f"static pages while a run is on: {static_rate(visitor):.0f} a second", flush=True)
            visitor.wait(job)
            done = soak(visitor, asked.minutes, process.pid)
            told = ", ".join(f"{count} {what}" for what, count in done.items())
            print(f"soak: {asked.minutes:g} minutes, {told}", flush=True)
            watch.stop()
            print(f"memory: {watch.most:.0f} MB at most")
        print(f"processes left: {left_processes(watch.seen) or 'none'}")
        print(f"files left: {left_files(home) or 'none'}")


if __name__ == "__main__":
    main()
