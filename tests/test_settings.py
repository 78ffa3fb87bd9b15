"""Settings come from the environment and one file, and wrong ones are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from summitry.errors import UsageError
from summitry.settings import Settings, load


def test_without_any_setting_the_defaults_hold(tmp_path: Path) -> None:
    assert load({"XDG_CONFIG_HOME": str(tmp_path)}) == Settings()


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    file = tmp_path / "summitry" / "settings.toml"
    file.parent.mkdir()
    file.write_text('workers = 3\nlanguage_model = "en_core_web_sm"\n')
    found = load({"XDG_CONFIG_HOME": str(tmp_path), "SUMMITRY_WORKERS": "2"})
    assert (found.workers, found.language_model) == (2, "en_core_web_sm")


@pytest.mark.parametrize("content", ["workers = 'many'", "colour = 1", "workers = ", None])
def test_wrong_settings_are_named(tmp_path: Path, content: str | None) -> None:
    file = tmp_path / "s.toml"
    if content is not None:
        file.write_text(content)
    with pytest.raises(UsageError, match="settings"):
        load({"SUMMITRY_SETTINGS": str(file)})
