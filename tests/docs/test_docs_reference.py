"""The reference pages of docs against the code: no command, option, field, table, setting or data file is left out."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from summitry.cli import app
from summitry.exporting.csv import TABLES
from summitry.settings import Settings
from summitry.sources import READERS
from summitry.sources.jsonl import Row
from summitry.sources.sidecar import Meta
from summitry.store.schema import MIGRATIONS

DOCS = Path(__file__).parents[2] / "docs"
SCHEMA: dict[str, Any] = json.loads(
    files("summitry.exporting").joinpath("schema.json").read_text(encoding="utf-8")
)
COMMANDS: dict[str, Any] = get_command(app).commands  # type: ignore[attr-defined]


def page(name: str) -> str:
    return (DOCS / name / "README.md").read_text(encoding="utf-8")


def sections(name: str) -> dict[str, str]:
    """The text of each section of a page, by the first code word of its heading."""
    parts = re.split(r"^##+ .*?`([^`\n]+)`.*$", page(name), flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def rows(text: str) -> list[str]:
    """The code words in the first cells of the rows of the first table of a text."""
    table = text.split("\n|", 1)[-1].split("\n\n", maxsplit=1)[0]
    return [
        word
        for line in table.splitlines()
        for word in re.findall(r"`([^`]+)`", line.strip("|").split("|")[0])
    ]


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_each_command_is_documented_with_each_argument_and_option(name: str) -> None:
    text = sections("cli")[name]
    for param in COMMANDS[name].params:
        argument = (param.metavar or param.name).strip("[].").removesuffix("]...")
        words = param.opts if param.param_type_name == "option" else [argument.upper()]
        for word in words:
            assert f"`{word}" in text or f" {word}" in text.splitlines()[2], f"{name}: {word}"


def test_no_command_or_option_is_documented_that_does_not_exist() -> None:
    assert set(sections("cli")) == set(COMMANDS)
    for name, text in sections("cli").items():
        known = {word for param in COMMANDS[name].params for word in param.opts}
        assert set(re.findall(r"`(--[a-z-]+)`", text)) <= known | {"--help"}, name


def test_each_global_option_is_documented() -> None:
    head = page("cli").split("\n## ")[0]
    for param in get_command(app).params:
        for word in param.opts:
            assert f"`{word}`" in head


@pytest.mark.parametrize("name", sorted(SCHEMA["$defs"]))
def test_the_interchange_page_has_exactly_the_fields_of_the_schema(name: str) -> None:
    noun = name.removesuffix("Line").removesuffix("Noun").lower()
    assert sorted(rows(sections("interchange")[noun])) == sorted(SCHEMA["$defs"][name]["properties"])


def test_the_interchange_page_has_no_noun_that_the_schema_has_not() -> None:
    nouns = {name.removesuffix("Line").removesuffix("Noun").lower() for name in SCHEMA["$defs"]}
    assert set(sections("interchange")) == nouns


def test_each_column_of_each_csv_table_is_documented() -> None:
    lines = {line.split("`")[1]: line for line in page("interchange").splitlines() if line.startswith("- `")}
    for name, (header, _) in TABLES.items():
        assert re.findall(r"`(\w+)`", lines[name])[1:] == list(header)


def test_each_table_of_the_record_is_documented_with_its_columns() -> None:
    found = sections("store")
    for name, body in re.findall(r"CREATE TABLE (\w+) \((.*?)\) STRICT", "".join(MIGRATIONS), re.S):
        columns = re.findall(r'(?:^|,)\s*"?(\w+)"? (?:TEXT|INTEGER|REAL)', body)
        assert rows(found[name]) == columns, name


def test_each_setting_is_documented() -> None:
    assert sorted(rows(page("settings"))) == sorted(Settings.__struct_fields__)


def test_each_ending_and_key_of_a_source_is_documented() -> None:
    text = page("sources")
    for word in (*READERS, *Row.__struct_fields__, *Meta.__struct_fields__):
        assert f"`{word}`" in text


def test_each_knowledge_file_and_each_rule_file_has_a_section() -> None:
    folders = (files("summitry.knowledge"), files("summitry.language").joinpath("rules"))
    names = [each.name for folder in folders for each in folder.iterdir()]
    data = {name for name in names if name.endswith((".toml", ".csv"))}
    assert set(sections("knowledge")) == data


def test_the_index_lists_each_page() -> None:
    linked = set(re.findall(r"\]\(([a-z]+)/README\.md\)", (DOCS / "README.md").read_text(encoding="utf-8")))
    assert linked == {path.parent.name for path in DOCS.glob("*/README.md")}
