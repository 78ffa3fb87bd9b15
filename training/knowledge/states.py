"""Names of states from CLDR, the UN and the hand-made news forms in; knowledge/states.csv out."""

from __future__ import annotations

import csv
from pathlib import Path

HERE = Path(__file__).parent
COLUMNS = ("code", "name", "adjectives", "people", "names", "abbreviations", "capitals", "seats")
HISTORIC = {
    "SUN": "Soviet Union",
    "YUG": "Yugoslavia",
    "DDR": "East Germany",
    "CSK": "Czechoslovakia",
    "SCG": "Serbia and Montenegro",
    "YMD": "South Yemen",
    "VDR": "South Vietnam",
}
COMMON = {
    "ATG": "Antigua and Barbuda",
    "BIH": "Bosnia and Herzegovina",
    "COD": "Democratic Republic of the Congo",
    "COG": "Republic of the Congo",
    "CIV": "Ivory Coast",
    "GBR": "United Kingdom",
    "HKG": "Hong Kong",
    "TUR": "Turkey",
    "USA": "United States",
    "VAT": "Vatican",
    "XKX": "Kosovo",
} | HISTORIC


def listed(text: str) -> list[str]:
    """The parts of a ";" list, stripped."""
    return [part.strip() for part in text.split(";") if part.strip()]


def plain(name: str) -> str:
    """An official name without article, footnote marks or qualifiers in brackets."""
    name = name.replace("*", "").replace("’", "'").replace(" & ", " and ").split(" (")[0].strip()
    return name[4:] if name.lower().startswith("the ") else name


def spellings(name: str) -> list[str]:
    """A name and the same name with "St." and "Saint" exchanged."""
    return [name, *([name.replace("St. ", "Saint ")] if "St. " in name else [])]


def people(given: str, adjectives: list[str]) -> list[str]:
    """The people's nouns: "=" stands for each adjective and its regular plural."""
    regular = [form for a in adjectives for form in (a, a + "s")]
    return [form for part in listed(given) for form in (regular if part == "=" else [part])]


def official(row: dict[str, str]) -> list[str]:
    """The names that CLDR and the UN give a country."""
    fields = ("CLDR display name", "UNTERM English Short", "UNTERM English Formal", "official_name_en")
    return [form for field in fields if row[field] for form in spellings(plain(row[field]))]


def states(country_codes: Path) -> list[dict[str, str]]:
    """One row a state or territory: `country_codes` is the country-codes.csv of the Datahub package."""
    with country_codes.open(encoding="utf-8") as handle:
        known = {row["ISO3166-1-Alpha-3"]: row for row in csv.DictReader(handle)}
    with (HERE / "states_news.psv").open(encoding="utf-8") as handle:
        news = {row["code"]: row for row in csv.DictReader(handle, delimiter="|")}
    missing = sorted(set(known) - set(news))
    if missing:
        raise SystemExit(f"states_news.psv lacks {missing}")
    return [state(code, row, known.get(code)) for code, row in sorted(news.items())]


def state(code: str, news: dict[str, str], known: dict[str, str] | None) -> dict[str, str]:
    """One row of states.csv; names that news writing adds stand after the official ones."""
    adjectives = listed(news["adjectives"])
    forms = (official(known) if known else []) + listed(news["names"])
    name = COMMON.get(code) or spellings(plain(known["CLDR display name"] if known else forms[0]))[-1]
    abbreviations = list(dict.fromkeys(form.replace(".", "") for form in listed(news["abbreviations"])))
    names = [form for form in dict.fromkeys([name, *forms]) if form.replace(".", "") not in abbreviations]
    values = (
        code,
        name,
        adjectives,
        people(news["people"], adjectives),
        names[1:],
        abbreviations,
        listed(news["capitals"]),
        listed(news["seats"]),
    )
    return {
        column: value if isinstance(value, str) else ";".join(dict.fromkeys(value))
        for column, value in zip(COLUMNS, values, strict=True)
    }
