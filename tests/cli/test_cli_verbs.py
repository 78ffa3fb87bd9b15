"""What a person or a program sees: tables, JSON lines, messages, exit codes, and nothing a terminal obeys."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from fake_stages import STAGES
from typer.testing import CliRunner, Result

import summitry.running.local as local
from summitry import __version__
from summitry.cli import app
from summitry.cli.app import VERBS
from summitry.running import add

HOSTILE = "Vance met Owen in Geneva on Tuesday.\nOwen demands [red]maps[/red]. \x1b[2J\u202ebidi [bold]\n"


@pytest.fixture(autouse=True)
def fakes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The command line on cheap stages, and no settings of the user who runs the tests."""
    monkeypatch.setattr(local, "bundled", lambda: STAGES)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A record with a conflict, a position, a fault and hostile text."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(HOSTILE.replace("[red]maps[/red]", "maps"))
    (folder / "b.txt").write_text("Owen met Vance in London. DAY21")
    (folder / "bad\x1b[31m.txt").write_text("")
    path = tmp_path / "r.db"
    add(path, [folder], stages=STAGES)
    return path


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], env={"COLUMNS": "200", "NO_COLOR": "1"})


def rows(result: Result) -> list[dict[str, object]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def some_id(record: Path, kind: str) -> str:
    return str(next(row["id"] for row in rows(run("export", record)) if row["kind"] == kind))


def test_add_tells_what_it_did_and_doing_it_again_does_nothing(tmp_path: Path) -> None:
    page = tmp_path / "a.txt"
    page.write_text("Vance met Owen in Geneva.")
    first = run("add", tmp_path / "r.db", page)
    assert (first.exit_code, "1 new, 0 known, 1 read" in first.stdout) == (0, True)
    (again,) = rows(run("add", tmp_path / "r.db", page, "--json"))
    assert (again["new"], again["known"], again["read"], again["faults"]) == (0, 1, 0, 0)


def test_faults_do_not_fail_a_batch_and_are_pointed_to(tmp_path: Path) -> None:
    page = tmp_path / "a.txt"
    page.write_text("")
    result = run("add", tmp_path / "r.db", page)
    assert result.exit_code == 0
    assert "summitry faults" in result.stdout


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        (["add", "{new}", "{none}"], "check the spelling"),
        (["add", "{new}"], "summitry add"),
        (["timeline", "{new}"], "summitry add"),
        (["show", "{record}", "zzzz"], "nothing has an id"),
        (["who", "{record}", "Bilt"], "no actor named"),
        (["remove", "{record}", "zzzz"], "nothing has an id"),
        (["timeline", "{record}", "--from", "soon"], "YYYY-MM-DD"),
        (["timeline", "{record}", "--level", "high"], "ministerial"),
        (["timeline", "{record}", "--type", "talks"], "there are: meeting"),
        (["timeline", "{record}", "--from", "2018", "--to", "2017"], "no day is both"),
        (["export", "{record}", "--format", "xml"], "jsonl, csv"),
        (["timeline", "{record}", "--status", "gone"], "postponed"),
        (["nonsense"], "No such command"),
        (["timeline", "{page}"], "not a record"),
    ],
)
def test_what_cannot_be_done_is_one_clear_line_and_exit_code_2(
    record: Path, words: list[str], advice: str
) -> None:
    places = {"new": record.parent / "new.db", "none": record.parent / "none", "record": record}
    places["page"] = record.parent / "news" / "b.txt"
    result = run(*(word.format(**places) for word in words))
    assert result.exit_code == 2
    assert advice in result.stderr
    assert "Traceback" not in result.output
    assert not (record.parent / "new.db").exists()


def test_the_timeline_shows_when_status_place_and_id(record: Path) -> None:
    result = run("timeline", record)
    assert result.exit_code == 0
    for words in (
        "21 Nov 1995",
        "held !",
        "meeting, ministerial",
        "Owen, Vance",
        "Geneva",
        some_id(record, "event")[:8],
    ):
        assert words in result.stdout
    assert "no events" in run("timeline", record, "--from", "2001").stdout
    assert [row["kind"] for row in rows(run("timeline", record, "--to", "1995-12", "--json"))] == ["event"]


def test_show_gives_an_entry_with_its_sentences_files_and_sources(record: Path) -> None:
    shown = run("show", record, some_id(record, "event")[:7]).stdout
    for words in (
        "“Vance met Owen in Geneva on Tuesday.”",
        "a.txt",
        "said by Vance (said)",
        "disagree on place",
        "known Nov 1995",
    ):
        assert words in shown
    for kind in ("actor", "position", "process", "report", "claim"):
        assert run("show", record, some_id(record, kind)).exit_code == 0, kind
    kinds = [row["kind"] for row in rows(run("show", record, some_id(record, "event"), "--json"))]
    assert kinds == ["event", "claim", "claim"]


def test_who_positions_conflicts_reports_faults_and_search_answer(record: Path) -> None:
    assert "mediator, USA (1995)" in run("who", record, "vance").stdout
    assert "demand" in run("positions", record, "--actor", "Owen").stdout
    assert "Geneva (1) | London (1)" in run("conflicts", record).stdout
    assert "stated" in run("reports", record).stdout
    assert "empty: there are no words" in run("faults", record).stdout
    assert "London" in run("search", record, "owen", "london").stdout
    assert "because" in run("reports", record, "--why", _undated(record)).stdout
    for verb in ("positions", "conflicts", "reports", "faults"):
        assert rows(run(verb, record, "--json"))
    assert rows(run("who", record, "Owen", "--json"))[0]["name"] == "Owen"
    assert rows(run("search", record, "London", "--json"))[0]["file"] == "b.txt"


def _undated(record: Path) -> str:
    return str(next(row["id"] for row in rows(run("reports", record, "--json")) if row["file"] == "a.txt"))


def test_no_verb_prints_what_a_terminal_would_obey(record: Path) -> None:
    report = _undated(record)
    calls = [(verb, record) for verb in ("timeline", "positions", "conflicts", "reports", "faults", "export")]
    calls += [("show", record, report), ("search", record, "bidi"), ("who", record, "Owen")]
    calls += [
        ("faults", record, "--json"),
        ("search", record, "bidi", "--json"),
        ("show", record, report, "--json"),
    ]
    for call in calls:
        out = run(*call).output
        assert "\x1b" not in out, call
        assert "\u202e" not in out, call
    assert "[bold]" in run("search", record, "bidi").stdout


def test_verify_exits_with_1_when_a_span_does_not_hold(record: Path) -> None:
    import sqlite3

    assert run("verify", record).exit_code == 0
    with sqlite3.connect(record) as tampering:
        tampering.execute("UPDATE report SET text = substr(text, 2)")
    tampering.close()
    result = run("verify", record)
    assert result.exit_code == 1
    assert "problems" in result.stderr
    assert run("verify", record, "--json").exit_code == 1


def test_remove_takes_the_beginning_of_an_id_and_only_of_a_report(record: Path) -> None:
    assert run("remove", record, some_id(record, "event")).exit_code == 2
    assert run("remove", record, _undated(record)[:9]).exit_code == 0
    assert [row["file"] for row in rows(run("reports", record, "--json"))] == ["b.txt"]


def test_export_to_a_file_is_what_goes_to_standard_output(record: Path) -> None:
    target = record.parent / "out.jsonl"
    assert run("export", record, "--format", "jsonl", "--output", target).exit_code == 0
    assert target.read_bytes() == run("export", record).stdout_bytes
    assert not list(record.parent.glob("*.part"))
    assert run("export", record, "--output", record.parent / "none" / "x").exit_code == 2
    assert "id,type,label" in run("export", record, "--format", "csv").stdout


def test_schema_and_version_print_themselves() -> None:
    assert json.loads(run("schema").stdout)["$schema"]
    assert run("--version").stdout.strip() == f"summitry {__version__}"


def test_help_is_quick_and_loads_nothing_heavy() -> None:
    script = (
        "import sys; from summitry.cli import app; from typer.testing import CliRunner\n"
        "assert CliRunner().invoke(app, ['--help']).exit_code == 0\n"
        "heavy = {'spacy', 'onnxruntime', 'trafilatura', 'lxml', 'numpy', 'sqlite3', 'summitry.running'}\n"
        "heavy &= set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
    before = os.times()
    subprocess.run([sys.executable, "-m", "summitry", "--help"], check=True, capture_output=True)
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    assert used < 0.5  # seconds of processor time, since others may use the machine; 0.2 s when it is quiet


def test_a_closed_pipe_is_quiet(record: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "summitry", "export", str(record)],
        stdout=write,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(write)
    assert done.stderr == b""


def test_an_unforeseen_error_is_one_line_and_with_debug_a_traceback(
    record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*words: object, **more: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr("summitry.store.Record.events", broken)
    result = run("timeline", record)
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "--debug" in result.stderr
    assert isinstance(run("--debug", "timeline", record).exception, KeyError)


def test_every_verb_has_help_that_says_what_it_does() -> None:
    for verb in VERBS:
        shown = run(verb.__name__, "--help")
        assert shown.exit_code == 0
        assert (verb.__doc__ or "").split(".")[0].split(",")[0][:40] in " ".join(shown.stdout.split())


def test_a_narrow_terminal_gets_two_columns_that_lose_nothing(monkeypatch, capsys) -> None:
    from rich.console import Console

    from summitry.cli import terminal

    monkeypatch.setattr(terminal, "console", lambda: Console(width=60, highlight=False))
    header = ("when", "status", "what", "reports", "id")
    terminal.table(
        header, [("17 Sep 1978", "held", "Summit: Egypt, Israel", "1", "abcdef12")], "none", "what"
    )
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert lines == ["17 Sep 1978  Summit: Egypt, Israel", "held · 1 report · abcdef12"]


def test_a_side_may_be_given_by_its_name(record: Path) -> None:
    code = run("timeline", record, "--side", "EGY", "--json").output
    assert run("timeline", record, "--side", "egypt", "--json").output == code
