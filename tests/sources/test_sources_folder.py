"""What open_pages takes from files, folders, links and endings."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from summitry.errors import SourceError
from summitry.model import Fault, Page
from summitry.sources import open_pages
from summitry.sources.folder import LARGEST


def files_of(path: Path) -> list[str]:
    return [page.file for page in open_pages(path) if isinstance(page, Page)]


def faults_of(path: Path) -> dict[str, str]:
    return {fault.report: fault.reason for fault in open_pages(path) if isinstance(fault, Fault)}


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    (folder / "b").mkdir(parents=True)
    (folder / "z.txt").write_text("The delegations met in Oslo.")
    (folder / "a.html").write_text("<html><body><p>The delegations met.</p></body></html>")
    (folder / "b" / "c.md").write_text("# Talks\n\nThe delegations met.")
    return folder


def test_a_path_that_is_not_there_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file or folder"):
        open_pages(tmp_path / "nothing")


def test_a_folder_is_read_with_its_subfolders_in_the_order_of_paths(inbox: Path) -> None:
    assert files_of(inbox) == ["inbox/a.html", "inbox/b/c.md", "inbox/z.txt"]


def test_a_single_file_is_known_by_its_name(inbox: Path) -> None:
    assert files_of(inbox / "z.txt") == ["z.txt"]


def test_names_do_not_depend_on_how_the_path_is_written(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(inbox / "b")
    assert files_of(Path("..")) == files_of(inbox)


def test_hidden_files_and_folders_are_passed_over(inbox: Path) -> None:
    (inbox / ".git").mkdir()
    (inbox / ".git" / "x.txt").write_text("no news")
    (inbox / ".DS_Store").write_bytes(b"\x00\x01")
    assert len(files_of(inbox)) == 3
    assert not faults_of(inbox)


def test_the_ending_decides_the_media_type(inbox: Path) -> None:
    pages = [page for page in open_pages(inbox) if isinstance(page, Page)]
    assert [page.media for page in pages] == ["text/html", "text/markdown", "text/plain"]


def test_text_without_a_known_ending_is_read(inbox: Path) -> None:
    (inbox / "wire.story").write_text("Mediators were due in Nicosia.")
    (inbox / "saved").write_text("<!DOCTYPE html><html><body><p>Mediators were due.</p></body></html>")
    media = {page.file: page.media for page in open_pages(inbox) if isinstance(page, Page)}
    assert media["inbox/wire.story"] == "text/plain"
    assert media["inbox/saved"] == "text/html"


def test_a_binary_file_without_a_known_ending_is_a_fault_and_the_rest_is_read(inbox: Path) -> None:
    (inbox / "photo.jpg").write_bytes(bytes(range(256)) * 20)
    assert "not text" in faults_of(inbox)["inbox/photo.jpg"]
    assert len(files_of(inbox)) == 3


def test_a_folder_that_links_to_itself_is_a_fault_and_the_rest_is_read(inbox: Path) -> None:
    (inbox / "b" / "again").symlink_to(inbox, target_is_directory=True)
    assert "links to itself" in faults_of(inbox)["inbox/b/again"]
    assert files_of(inbox) == ["inbox/a.html", "inbox/b/c.md", "inbox/z.txt"]


def test_a_link_to_a_link_to_itself_is_a_fault(inbox: Path) -> None:
    (inbox / "one").symlink_to(inbox / "two")
    (inbox / "two").symlink_to(inbox / "one")
    assert set(faults_of(inbox)) == {"inbox/one", "inbox/two"}


def test_links_out_of_the_folder_are_not_followed(inbox: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "o.txt").write_text("elsewhere")
    (inbox / "out").symlink_to(tmp_path / "other", target_is_directory=True)
    (inbox / "o.txt").symlink_to(tmp_path / "other" / "o.txt")
    assert set(faults_of(inbox)) == {"inbox/out", "inbox/o.txt"}


def test_what_is_no_regular_file_is_a_fault(inbox: Path) -> None:
    os.mkfifo(inbox / "pipe.txt")
    assert "not a regular file" in faults_of(inbox)["inbox/pipe.txt"]


def test_a_file_over_the_bound_is_a_fault_and_is_not_loaded(inbox: Path) -> None:
    with (inbox / "huge.txt").open("wb") as stream:
        stream.truncate(LARGEST + 1)
        stream.write(b"word ")
    assert "too large" in faults_of(inbox)["inbox/huge.txt"]


def test_an_empty_folder_gives_nothing(tmp_path: Path) -> None:
    assert list(open_pages(tmp_path)) == []


def test_a_name_that_is_no_utf8_can_be_written_down(inbox: Path) -> None:
    (inbox / os.fsdecode(b"caf\xe9.txt")).write_text("The delegations met.")
    for name in files_of(inbox):
        name.encode("utf-8")
