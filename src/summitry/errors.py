"""The error tree: everything that Summitry raises on purpose.

SummitryError
├── SourceError      a path or page cannot be taken as a report
├── CleaningError    a page holds no text that can be read
├── LanguageError    a language pipeline is missing or cannot handle a text
├── KnowledgeError   a knowledge file breaks its schema
├── ReadingError     a report cannot be read
├── ReconcilingError claims cannot be joined into entries
├── StoreError       a record file cannot be opened, written or found
│   └── NotFound     an id or name is not in the record
└── UsageError       a command is given something that it cannot take
"""

from __future__ import annotations


class SummitryError(Exception):
    """The root: catch it to catch all of ours. Its text names the document and the value."""


class SourceError(SummitryError):
    """A path or page cannot be taken as a report."""


class CleaningError(SummitryError):
    """A page holds no text that can be read."""


class LanguageError(SummitryError):
    """A language pipeline is missing or cannot handle a text."""


class KnowledgeError(SummitryError):
    """A knowledge file breaks its schema; the text names file and entry."""


class ReadingError(SummitryError):
    """A report cannot be read."""


class ReconcilingError(SummitryError):
    """Claims cannot be joined into entries."""


class StoreError(SummitryError):
    """A record file cannot be opened, written or found."""


class NotFound(StoreError):
    """An id or a name is not in the record."""


class UsageError(SummitryError):
    """A command is given something that it cannot take."""
