"""The record is a function of the set of reports: order, batches, workers and accidents change nothing."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import fake_stages
import psutil
import pytest
from fake_stages import STAGES, Reader
from hypothesis import given, settings
from hypothesis import strategies as st

from summitry.errors import ReconcilingError
from summitry.exporting import write
from summitry.model import Fault
from summitry.running import add, remove
from summitry.running.accepting import LONGEST_PAGE
from summitry.running.reading import LONGEST_TEXT
from summitry.store import Record, Writer

NAMES = ("Vance", "Owen", "Bildt", "Holbrooke")
sentence = st.builds(
    "{} met {} in {}{}.".format,
    *(st.sampled_from(NAMES),) * 2,
    st.sampled_from(("Geneva", "Ohrid")),
    st.sampled_from(("", " on Tuesday")),
) | st.builds("{} demands {}.".format, st.sampled_from(NAMES), st.sampled_from(("monitors", "maps")))
texts = st.lists(
    sentence | st.sampled_from(("DAY21", "DAY22", "HANGUL", "BOOM", "TITLED", "")), max_size=3
).map("\n".join)
items = st.lists(st.tuples(st.sampled_from(("a.txt", "b.txt", "c.txt", "d.txt")), texts), max_size=6)


@contextmanager
def folder(pages: list[tuple[str, str]]) -> Iterator[tuple[Path, list[Path]]]:
    """A place for records, and one path for each page; two pages may bear one file name."""
    with TemporaryDirectory() as name:
        paths = []
        for number, (file, text) in enumerate(pages):
            path = Path(name) / f"place{number}" / file
            path.parent.mkdir()
            path.write_text(text)
            paths.append(path)
        yield Path(name), paths


def exported(record: Path) -> bytes:
    out = io.BytesIO()
    with Record(record) as opened:
        write(opened, out, "jsonl")
    return out.getvalue()


def without_file_faults(export: bytes) -> list[bytes]:
    """Lines that do not depend on which of two contents of one file name was met last."""
    return [line for line in export.splitlines() if b'"stage":"cleaning"' not in line]


@settings(max_examples=25, deadline=None)
@given(items, st.randoms(use_true_random=False), st.integers(0, 6))
def test_order_and_batches_change_nothing(pages: list[tuple[str, str]], random, cut: int) -> None:
    with folder(pages) as (place, paths):
        add(place / "one.db", paths, stages=STAGES)
        shuffled = paths[:]
        random.shuffle(shuffled)
        add(place / "two.db", shuffled[:cut], stages=STAGES)
        add(place / "two.db", shuffled[cut:], stages=STAGES)
        assert without_file_faults(exported(place / "one.db")) == without_file_faults(
            exported(place / "two.db")
        )


@settings(max_examples=25, deadline=None)
@given(items)
def test_adding_twice_changes_nothing(pages: list[tuple[str, str]]) -> None:
    with folder(pages) as (place, paths):
        add(place / "r.db", paths, stages=STAGES)
        once = exported(place / "r.db")
        again = add(place / "r.db", paths, stages=STAGES)
        assert (again.new, again.read) == (0, 0)
        assert exported(place / "r.db") == once


@settings(max_examples=25, deadline=None)
@given(items, st.lists(st.tuples(st.sampled_from(("x.txt", "y.txt")), sentence), max_size=3))
def test_add_then_remove_is_nothing(pages: list[tuple[str, str]], more: list[tuple[str, str]]) -> None:
    with folder(pages + more) as (place, paths):
        add(place / "r.db", paths[: len(pages)], stages=STAGES)
        before = exported(place / "r.db")
        with Record(place / "r.db") as opened:
            known = {report.id for report in opened.reports()}
        texts_before = {text for _, text in pages}
        fresh = [path for path in paths[len(pages) :] if path.read_text() not in texts_before]
        add(place / "r.db", fresh, stages=STAGES)
        with Record(place / "r.db") as opened:
            added = [report.id for report in opened.reports() if report.id not in known]
        if added:
            remove(place / "r.db", added, stages=STAGES)
        assert exported(place / "r.db") == before


def test_two_workers_give_the_same_bytes_and_a_report_that_kills_its_worker_is_a_fault(
    tmp_path: Path,
) -> None:
    bodies = [f"{NAMES[n % 4]} met {NAMES[(n + 1) % 4]} in Town{n}." for n in range(12)]
    pages = [(f"{n}.txt", body) for n, body in enumerate([*bodies[:6], "CRASH", *bodies[6:], "BOOM"])]
    with folder(pages) as (place, paths):
        summary = add(place / "two.db", paths, workers=2, stages=STAGES)
        assert (summary.new, summary.read, summary.faults) == (14, 12, 2)
        with Record(place / "two.db") as opened:
            reasons = sorted(fault.reason for fault in opened.faults())
        assert reasons == ["the process that read it died, twice", "unforeseen ValueError: of the reader"]
        quiet = [path for path in paths if "CRASH" not in path.read_text()]
        add(place / "quiet2.db", quiet, workers=2, stages=STAGES)
        add(place / "quiet1.db", quiet[::-1], workers=1, stages=STAGES)
        assert exported(place / "quiet1.db") == exported(place / "quiet2.db")


def test_the_same_text_elsewhere_is_an_appearance_and_the_least_one_names_the_report(tmp_path: Path) -> None:
    body = "Vance met Owen in Geneva."
    with folder([("z.txt", body), ("m.txt", body), ("a.txt", body)]) as (place, paths):
        summary = add(place / "r.db", paths, stages=STAGES)
        assert (summary.new, summary.known) == (1, 2)
        with Record(place / "r.db") as opened:
            (report,) = opened.reports()
            assert report.file == "a.txt"
            assert [row[0] for row in opened.appearances(report.id)] == ["a.txt", "m.txt", "z.txt"]


def test_every_kind_of_failure_is_a_stored_fault_and_the_rest_is_read(tmp_path: Path) -> None:
    pages = [
        ("bad.txt", "\x00"),
        ("empty.txt", ""),
        ("cleaner.txt", "UNFORESEEN"),
        ("boom.txt", "BOOM"),
        ("deep.txt", "DEEP"),
        ("heavy.txt", "HEAVY"),
        ("hangul.txt", "HANGUL"),
        ("long.txt", "x" * (LONGEST_TEXT + 1)),
        ("huge.txt", "x" * (LONGEST_PAGE + 1)),
        ("good.txt", "Vance met Owen in Geneva."),
    ]
    with folder(pages) as (place, paths):
        summary = add(place / "r.db", [*paths, place / "nowhere"], stages=STAGES)
        assert (summary.read, summary.faults) == (1, 10)
        with Record(place / "r.db") as opened:
            files = {report.id: report.file for report in opened.reports()}
            faults = {
                files.get(f.report, f.report.rpartition("/")[2]): (f.stage, f.reason) for f in opened.faults()
            }
            assert len(list(opened.events())) == 1
    assert {file: stage for file, (stage, _) in faults.items()} == {
        "bad.txt": "source",
        "empty.txt": "cleaning",
        "cleaner.txt": "cleaning",
        "boom.txt": "reading",
        "deep.txt": "reading",
        "heavy.txt": "reading",
        "hangul.txt": "language",
        "long.txt": "reading",
        "huge.txt": "source",
        "nowhere": "source",
    }
    assert "too long" in faults["long.txt"][1]
    assert "too long" in faults["huge.txt"][1]
    assert "Korean" in faults["hangul.txt"][1]


def test_a_files_fault_is_kept_once_and_goes_when_the_file_is_read_well(tmp_path: Path) -> None:
    page, record = tmp_path / "a.txt", tmp_path / "r.db"
    page.write_text("")
    add(record, [page], stages=STAGES)
    add(record, [page], stages=STAGES)
    with Record(record) as opened:
        assert opened.faults() == (Fault("a.txt", "cleaning", "empty: there are no words"),)
    page.write_text("Vance met Owen in Geneva.")
    add(record, [page], stages=STAGES)
    with Record(record) as opened:
        assert opened.faults() == ()


def test_a_report_is_read_once_by_a_version_and_anew_by_another(tmp_path: Path) -> None:
    page, record = tmp_path / "a.txt", tmp_path / "r.db"
    page.write_text("Vance met Owen in Geneva.")
    readers: list[Reader] = []

    def load_reader(name: str | None) -> Reader:
        readers.append(fake_stages.load_reader(name))
        return readers[-1]

    stages = replace(STAGES, load_reader=load_reader)
    for model in (None, None, "other", None):
        add(record, [page], language_model=model, stages=stages)
    assert [len(reader.met) for reader in readers] == [1, 0, 1, 0]
    assert [reader.version for reader in readers] == ["fake-1", "fake-1", "fake-other", "fake-other"]


def test_nothing_is_reconciled_when_nothing_has_changed(tmp_path: Path) -> None:
    page, record = tmp_path / "a.txt", tmp_path / "r.db"
    page.write_text("Vance met Owen in Geneva.")
    add(record, [page], stages=STAGES)

    def never(*args: object) -> object:
        raise AssertionError("reconciled")

    add(record, [page], stages=replace(STAGES, reconcile=never))


def test_a_failing_reconciler_loses_no_reading_and_leaves_a_fault_until_it_works(tmp_path: Path) -> None:
    page, record = tmp_path / "a.txt", tmp_path / "r.db"
    page.write_text("Vance met Owen in Geneva.")

    def broken(*args: object) -> object:
        raise KeyError("x")

    with pytest.raises(ReconcilingError, match="KeyError"):
        add(record, [page], stages=replace(STAGES, reconcile=broken))
    with Record(record) as opened:
        assert [fault.stage for fault in opened.faults()] == ["reconciling"]
        assert len(list(opened.readings())) == 1
    assert add(record, [], stages=STAGES).read == 0
    with Record(record) as opened:
        assert opened.faults() == ()
        assert len(list(opened.events())) == 1
    with pytest.raises(ReconcilingError):
        remove(record, [_only(record)], stages=replace(STAGES, reconcile=broken))
    assert b"Geneva" not in record.read_bytes()


def _only(record: Path) -> str:
    with Record(record) as opened:
        (report,) = opened.reports()
    return report.id


def test_a_report_that_comes_while_reconciling_is_not_lost(tmp_path: Path) -> None:
    first, second, record = tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "r.db"
    first.write_text("Vance met Owen in Geneva.")
    second.write_text("Bildt met Owen in Ohrid.")
    rounds: list[int] = []

    def reconcile(reports, readings, copies, judgements):
        rounds.append(len(reports))
        if len(rounds) == 1:
            add(record, [second], stages=STAGES)
        return fake_stages.reconcile(reports, readings, copies, judgements)

    add(record, [first], stages=replace(STAGES, reconcile=reconcile))
    assert rounds == [1]  # the other process has reconciled both; what this one found is out of date
    with Record(record) as opened:
        assert len(list(opened.events())) == 2


KILLED = """
import sys
from pathlib import Path
from fake_stages import STAGES
from summitry.running import add
if __name__ == "__main__":
    add(Path(sys.argv[1]), [Path(sys.argv[2])], workers=int(sys.argv[3]), stages=STAGES)
"""


@pytest.mark.parametrize(("seconds", "workers"), [(0.0, 1), (0.5, 1), (1.5, 2)])
def test_a_kill_at_any_moment_loses_no_accepted_report(tmp_path: Path, seconds: float, workers: int) -> None:
    news, record = tmp_path / "news", tmp_path / "r.db"
    news.mkdir()
    for number in range(40):
        (news / f"{number:02}.txt").write_text(f"SLOW Vance met Owen in Town{number}.")
    path = os.pathsep.join([str(Path(fake_stages.__file__).parent), *sys.path])
    script = tmp_path / "killed.py"
    script.write_text(KILLED)
    child = subprocess.Popen(
        [sys.executable, str(script), str(record), str(news), str(workers)],
        env={**os.environ, "PYTHONPATH": path},
    )
    while not (record.exists() and accepted(record) >= 32):
        assert child.poll() is None
        time.sleep(0.02)
    time.sleep(seconds)
    workers_left = psutil.Process(child.pid).children(recursive=True)
    child.send_signal(signal.SIGKILL)
    child.wait()
    assert not psutil.wait_procs(workers_left, timeout=10)[1]
    before = accepted(record)
    assert before >= 32
    with Writer(record) as writer:
        left = len(writer.unread("fake-1"))
    assert left > 0
    quick = replace(STAGES, load_reader=Quick)
    assert add(record, [], stages=quick).read == left
    with Record(record) as opened:
        assert len(list(opened.readings())) == before
        assert len(list(opened.claims())) == before


def accepted(record: Path) -> int:
    try:
        with Record(record) as opened:
            return len(list(opened.reports()))
    except Exception:
        return 0  # not made yet


class Quick(Reader):
    """The fake reader, without its pauses."""

    def __init__(self, name: str | None) -> None:
        super().__init__()

    def read(self, report):
        return super().read(replace(report, text=report.text.replace("SLOW", "QUIT")))
