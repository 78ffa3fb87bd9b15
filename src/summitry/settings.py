"""The environment and one settings file come in, the settings go out; nothing else in the package reads
either."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from summitry.errors import UsageError


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a user may set once for all commands.

    `workers` is the number of reading processes, `language_model` an installed spaCy pipeline in place of
    the bundled one, `data` the folder of shared data that tests and bench use.
    """

    workers: int = 1
    language_model: str | None = None
    data: str = "../shared/data"


def load(environ: Mapping[str, str] | None = None) -> Settings:
    """The settings: SUMMITRY_WORKERS and the like go before the TOML file that SUMMITRY_SETTINGS names.

    Without SUMMITRY_SETTINGS, `summitry/settings.toml` in the user's configuration folder is read if it
    exists. Raises UsageError if a value is not of its kind or a name is unknown.
    """
    given = os.environ if environ is None else environ
    values: dict[str, object] = dict(_file(given))
    for name in Settings.__struct_fields__:
        if value := given.get(f"SUMMITRY_{name.upper()}"):
            values[name] = value
    try:
        return msgspec.convert(values, Settings, strict=False)
    except msgspec.ValidationError as error:
        found = re.search(r"\$\.(\w+)", str(error))
        name = f"{found[1]} (or SUMMITRY_{found[1].upper()})" if found else "a name"
        raise UsageError(f"settings: {name}: {str(error).split(' - at')[0]}; see docs/settings") from error


def _file(environ: Mapping[str, str]) -> dict[str, object]:
    named = environ.get("SUMMITRY_SETTINGS")
    home = environ.get("XDG_CONFIG_HOME") or str(Path(environ.get("HOME", "~")).expanduser() / ".config")
    path = Path(named) if named else Path(home) / "summitry" / "settings.toml"
    if not named and not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"settings file {path}: {error}") from error
