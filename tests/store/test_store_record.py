"""The file: one writer, known versions, clear errors, no trace of what was removed."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from fake_stages import STAGES

from summitry.errors import NotFound, StoreError
from summitry.model import Link, Report
from summitry.running import add, remove
from summitry.store import Filters, Record, Writer, verify
from summitry.store.connection import open_for_writing


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A record of three reports."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text("Vance met Owen in Geneva on Tuesday.\nOwen demands monitors.")
    (folder / "b.txt").write_text("Owen met Vance in London.\nA zebra-striped curtain hung there.")
    (folder / "c.txt").write_text("Bildt met Owen in Ohrid. DAY21")
    path = tmp_path / "r.db"
    add(path, [folder], stages=STAGES)
    return path


def test_a_second_writer_gets_a_clear_error_and_a_reader_none(record: Path) -> None:
    first = open_for_writing(record)
    first.execute("BEGIN IMMEDIATE")
    first.execute("DELETE FROM report")
    with Record(record) as reader:
        assert len(list(reader.reports())) == 3
    with (
        Writer(record, busy_seconds=0.05) as second,
        pytest.raises(StoreError, match="another process is writing"),
    ):
        second.set_note("a", "b")
    first.execute("ROLLBACK")
    first.close()


def test_a_reader_sees_one_moment_while_a_write_goes_on(record: Path) -> None:
    with Record(record) as reader:
        remove_all = [r.id for r in reader.reports()]
        with Writer(record) as writer:
            writer.remove(remove_all)
        assert len(list(reader.events())) == 2
        assert len(list(reader.reports())) == 3


@pytest.mark.parametrize("content", [b"not a database at all" * 50, b"SQLite format 3\x00" + b"\xff" * 4096])
def test_a_file_that_is_no_record_is_named_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.db"
    path.write_bytes(content)
    for opening in (Record, Writer):
        with pytest.raises(StoreError, match=r"other\.db"):
            opening(path)
    assert path.read_bytes() == content


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE theirs (x)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="not a Summitry record"):
        Writer(path)
    assert path.read_bytes() == before


def test_a_damaged_record_is_a_clear_error(record: Path) -> None:
    content = bytearray(record.read_bytes())
    content[4096 : len(content)] = b"\xa5" * (len(content) - 4096)
    record.write_bytes(content)
    with pytest.raises(StoreError, match="damaged"), Record(record) as opened:
        list(opened.events())


def test_a_newer_schema_is_refused(record: Path) -> None:
    with sqlite3.connect(record) as newer:
        newer.execute("PRAGMA user_version = 99")
    newer.close()
    for opening in (Record, Writer):
        with pytest.raises(StoreError, match=r"schema version 99.*update Summitry"):
            opening(record)


def test_a_missing_record_or_folder_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="summitry add"):
        Record(tmp_path / "none.db")
    with pytest.raises(StoreError, match="make it first"):
        Writer(tmp_path / "none" / "r.db")


def test_a_record_opens_from_a_folder_that_cannot_be_written(
    record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = sqlite3.connect

    def connect(target: str, **options: object) -> sqlite3.Connection:
        if "immutable" not in str(target):
            target = "file:/nonexistent/r.db?mode=ro"
        return real(target, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(sqlite3, "connect", connect)
    with Record(record) as opened:
        assert len(list(opened.reports())) == 3


def test_no_byte_of_a_removed_report_is_left(record: Path) -> None:
    with Record(record) as opened:
        gone = next(r for r in opened.reports() if "zebra" in r.text)
    remove(record, [gone.id], stages=STAGES)
    for path in record.parent.glob("r.db*"):
        content = path.read_bytes()
        for trace in (b"zebra", b"striped", b"London", gone.id.encode(), b"b.txt"):
            assert trace not in content, (path.name, trace)


def test_bytes_that_an_open_reader_holds_back_are_told_of_and_go_with_the_next_add(record: Path) -> None:
    with Record(record) as reader, Writer(record, busy_seconds=0.05) as writer:
        gone = next(r.id for r in reader.reports() if "zebra" in r.text)
        writer.remove([gone])
        with pytest.raises(StoreError, match="another process still reads"):
            writer.scrub()
        assert any(b"zebra" in path.read_bytes() for path in record.parent.glob("r.db*"))
    add(record, [], stages=STAGES)
    assert not any(b"zebra" in path.read_bytes() for path in record.parent.glob("r.db*"))


def test_removing_what_is_not_there_removes_nothing(record: Path) -> None:
    with Record(record) as opened:
        known = next(iter(opened.reports())).id
    with pytest.raises(NotFound, match="no report nowhere"):
        remove(record, [known, "nowhere"], stages=STAGES)
    with Record(record) as opened:
        assert len(list(opened.reports())) == 3


def test_a_judgement_outlives_a_rebuild_and_goes_with_its_report(record: Path) -> None:
    with Record(record) as opened:
        first, second, _ = [r.id for r in opened.reports()]
    link = Link(
        kind="actor",
        left=f"{first}#0",
        right=f"{second}#0",
        verdict="same",
        rule="judged",
        confidence=1,
        author="me",
    )
    with Writer(record) as writer:
        writer.judge(link)
        writer.judge(link)
    add(record, [], stages=STAGES)
    with Writer(record) as writer:
        assert writer.inputs("fake-1", "0").judgements == (link,)
    remove(record, [second], stages=STAGES)
    with Writer(record) as writer:
        assert writer.inputs("fake-1", "0").judgements == ()


def test_filters_narrow_and_unknown_actors_are_named(record: Path) -> None:
    with Record(record) as opened:
        assert [e.label for e in opened.events()] == ["meeting in Geneva", "meeting in Ohrid"]
        assert [e.label for e in opened.events(Filters(first="1995-11-01", last="1995-11-30"))] == [
            "meeting in Geneva"
        ]
        assert not list(opened.events(Filters(first="1996-01-01")))
        assert [e.label for e in opened.events(Filters(actor="bildt"))] == ["meeting in Ohrid"]
        assert (
            len(list(opened.events(Filters(side="usa", level="ministerial", type="meeting", status="held"))))
            == 2
        )
        with pytest.raises(NotFound, match="did you mean Bildt"):
            list(opened.events(Filters(actor="Bild")))


def test_entries_are_found_by_the_beginning_of_their_id(record: Path) -> None:
    with Record(record) as opened:
        event = next(iter(opened.events()))
        assert opened.entry(event.id[:10]) == event
        assert isinstance(opened.entry(next(iter(opened.reports())).id), Report)
        claim = next(iter(opened.claims(event.id)))
        assert opened.entry(claim.id) == claim
        with pytest.raises(NotFound, match=r"begins several ids|nothing has an id"):
            opened.entry("")
        with pytest.raises(NotFound, match="did you mean"):
            opened.entry(event.id[:-2] + "zz")


def test_search_takes_words_and_phrases_and_no_query_syntax(record: Path) -> None:
    with Record(record) as opened:
        assert [h.file for h in opened.search("zebra curtain")] == ["b.txt"]
        assert [h.file for h in opened.search('"striped curtain"')] == ["b.txt"]
        assert not opened.search('"curtain striped"')
        for hostile in ('" OR 1', "text:zebra NEAR(", "*", "-", '"', "a AND", "^owen)", "\x00"):
            opened.search(hostile)


def test_a_sound_record_verifies_and_a_tampered_one_does_not(record: Path) -> None:
    with Record(record) as opened:
        assert list(verify(opened)) == []
    with sqlite3.connect(record) as tampering:
        tampering.execute("UPDATE report SET text = replace(text, 'Geneva', 'Vienna')")
    tampering.close()
    with Record(record) as opened:
        reasons = [problem.reason for problem in verify(opened)]
    assert any("id was made from" in reason for reason in reasons)
    assert any("are not those of report" in reason for reason in reasons)


def test_a_record_opens_in_any_sqlite_with_readable_columns(record: Path) -> None:
    with sqlite3.connect(record) as plain:
        rows = plain.execute("SELECT type, status, level, first, place FROM event ORDER BY label").fetchall()
        published = plain.execute("SELECT published, published_basis FROM report ORDER BY file").fetchall()
    plain.close()
    assert rows == [
        ("meeting", "held", "ministerial", "1995-11-21", "Geneva"),
        ("meeting", "held", "ministerial", None, "Ohrid"),
    ]
    assert published == [("1995-11", "inferred"), ("1995-11", "inferred"), ("1995-11-21", "stated")]
