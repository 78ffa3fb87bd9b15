"""The one writer: what the stages hand over comes in, and is in the record as a whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType

from summitry.errors import NotFound, StoreError
from summitry.model import Fault, Link, Reading, Report, digest
from summitry.store import derived, keeping, loading
from summitry.store.coding import decode
from summitry.store.connection import BUSY_SECONDS, explained, open_for_writing, transaction
from summitry.store.nouns import Inputs, Reconciled


class Writer:
    """An open record that can be written; a context manager. Each method that writes is one transaction.

    Several processes may have the record open; SQLite lets one write at a time, and a writer that waits
    longer than `busy_seconds` gets a StoreError. Every method raises StoreError when the file cannot be
    used.
    """

    def __init__(self, path: Path, *, busy_seconds: float = BUSY_SECONDS) -> None:
        self.path = path
        self._connection = open_for_writing(path, busy_seconds=busy_seconds)

    def __enter__(self) -> Writer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the record; what was committed stays."""
        self._connection.close()

    def accept(self, reports: Sequence[Report], faults: Sequence[Fault], files: Iterable[str] = ()) -> int:
        """Keep reports, and the faults of pages that did not become one; how many texts are new.

        `files` are the files now met for the first time in this run: what was wrong with them before is
        forgotten.
        """
        with transaction(self._connection, self.path):
            keeping.forget_file_faults(self._connection, sorted(files))
            new = sum(keeping.keep_report(self._connection, report) for report in reports)
            for fault in faults:
                keeping.keep_fault(self._connection, fault)
        return new

    def unread(self, version: str) -> list[str]:
        """The ids of reports that the reader of this version has not read and could, sorted."""
        with explained(self.path):
            return keeping.unread(self._connection, version)

    def reports(self, ids: Sequence[str]) -> tuple[Report, ...]:
        """These reports as they are read: with the publication date that the page states, or none."""
        with explained(self.path):
            return tuple(loading.stated_reports(self._connection, list(ids)))

    def keep_readings(self, results: Sequence[Reading | Fault], version: str) -> None:
        """Keep readings, and faults in place of those that failed."""
        with transaction(self._connection, self.path):
            keeping.keep_readings(self._connection, results, version)

    def note(self, key: str) -> str | None:
        """What the record notes about itself under this key."""
        with explained(self.path):
            return loading.meta(self._connection, key)

    def set_note(self, key: str, value: str) -> None:
        """Note something about the record itself."""
        with transaction(self._connection, self.path):
            self._set(key, value)

    def judge(self, link: Link) -> None:
        """Keep a person's judgement; it outlives every rebuild."""
        row = (
            link.kind,
            link.left,
            link.right,
            link.verdict,
            link.rule,
            link.confidence,
            link.author,
            link.reason,
        )
        with transaction(self._connection, self.path):
            self._connection.execute(
                "INSERT OR IGNORE INTO judgement VALUES (?,?,?,?,?,?,?,?,?)", (digest(*row), *row)
            )

    def inputs(self, version: str, software: str) -> Inputs:
        """All that reconciling starts from, as of now: the reports read by this version, and the
        judgements."""
        with explained(self.path):
            self._connection.execute("BEGIN")
            try:
                return self._inputs(version, software)
            finally:
                self._connection.execute("ROLLBACK")

    def _inputs(self, version: str, software: str) -> Inputs:
        query = "SELECT report, json FROM reading WHERE version = ? ORDER BY report"
        readings = {
            ident: decode(json, Reading) for ident, json in self._connection.execute(query, (version,))
        }
        return Inputs(
            reports=tuple(loading.stated_reports(self._connection, list(readings))),
            readings=readings,
            judgements=loading.judgements(self._connection),
            fingerprint=self._fingerprint(version, software),
        )

    def fingerprint(self, version: str, software: str) -> str:
        """A digest of all that reconciling depends on: reports, readings there are, judgements and
        versions."""
        with explained(self.path):
            return self._fingerprint(version, software)

    def _fingerprint(self, version: str, software: str) -> str:
        query = """SELECT id, file, title, outlet, url, stated_json, language, EXISTS (
            SELECT 1 FROM reading WHERE reading.report = report.id AND reading.version = ?)
            FROM report ORDER BY id"""
        rows = self._connection.execute(query, (version,))
        reports = (digest(*(("" if v is None else f"={v}") for v in row)) for row in rows)
        judgements = (repr(link) for link in loading.judgements(self._connection))
        return digest(version, software, *reports, "judgements", *judgements)

    def replace(self, inputs: Inputs, outcome: Reconciled, version: str, software: str) -> bool:
        """Put the outcome in the place of what followed from earlier inputs; False if the inputs changed
        meanwhile."""
        with transaction(self._connection, self.path):
            if self._fingerprint(version, software) != inputs.fingerprint:
                return False
            derived.replace(self._connection, inputs, outcome)
            self._connection.execute("DELETE FROM fault WHERE stage = 'reconciling'")
            self._connection.execute("DELETE FROM reading WHERE version <> ?", (version,))
            self._connection.execute("DELETE FROM fault WHERE version <> ?", (version,))
            self._set("fingerprint", inputs.fingerprint)
            self._set("reader_version", version)
        return True

    def clear(self, fault: Fault) -> None:
        """Delete all that followed from earlier inputs and keep the fault that says why nothing follows
        now."""
        with transaction(self._connection, self.path):
            derived.clear(self._connection)
            keeping.keep_fault(self._connection, fault)
            self._set("fingerprint", "")

    def remove(self, ids: Sequence[str]) -> None:
        """Delete these reports and all that was read in them; NotFound, with nothing done, if one is not
        there.

        What followed from them is deleted too: the caller reconciles, then calls `scrub`.
        """
        with transaction(self._connection, self.path):
            for ident in ids:
                if self._connection.execute("SELECT 1 FROM report WHERE id = ?", (ident,)).fetchone() is None:
                    raise NotFound(
                        f"{self.path}: no report {ident}; list them with: summitry reports {self.path}"
                    )
            for ident in ids:
                keeping.forget_report(self._connection, ident)
            derived.clear(self._connection)
            self._set("fingerprint", "")
            self._set("scrub", "due")

    def scrub(self) -> None:
        """Rewrite the file so that no byte of what was removed is left in it or beside it.

        Raises StoreError while another process reads the record; the next `remove` or `add` then does it.
        """
        with explained(self.path):
            self._connection.execute("INSERT INTO passage_words (passage_words) VALUES ('rebuild')")
            self._connection.execute("VACUUM")
            busy = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        if busy:
            raise StoreError(
                f"{self.path}: removed, but another process still reads the old record; "
                f"close it and run: summitry add {self.path}"
            )
        self._unset_scrub()

    def _unset_scrub(self) -> None:
        with transaction(self._connection, self.path):
            self._connection.execute("DELETE FROM meta WHERE key = 'scrub'")

    def _set(self, key: str, value: str) -> None:
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))
