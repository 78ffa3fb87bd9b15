"""Where the data for measuring lies: SUMMITRY_DATA, by default ../shared/data beside the checkout."""

from __future__ import annotations

from pathlib import Path

from summitry.settings import load

ROOT = Path(__file__).resolve().parent.parent


def data_folder() -> Path | None:
    """The data folder, or None where it is not at hand."""
    folder = ROOT / load().data
    return folder if folder.is_dir() else None


def shared(*parts: str) -> Path | None:
    """A file or folder beside the data folder, or None where it is not at hand."""
    folder = data_folder()
    path = folder.parent.joinpath(*parts) if folder else None
    return path if path is not None and path.exists() else None
