"""REIGN's list of leaders and the hand-made list of their successors in; knowledge/leaders.csv out."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
COLUMNS = ("name", "state", "start", "end", "office")
SINCE = "2021-03"  # where REIGN's list ends
REMARK = re.compile(r"\s*\([^)]*\)")
ISO = {
    "AAB": "ATG", "ALG": "DZA", "ANG": "AGO", "AUL": "AUS", "AUS": "AUT", "BAH": "BHR", "BAR": "BRB", "BFO": "BFA",
    "BHM": "BHS", "BHU": "BTN", "BNG": "BGD", "BOS": "BIH", "BOT": "BWA", "BRU": "BRN", "BUI": "BDI", "BUL": "BGR",
    "CAM": "KHM", "CAO": "CMR", "CAP": "CPV", "CDI": "CIV", "CEN": "CAF", "CHA": "TCD", "CON": "COG", "COS": "CRI",
    "CRO": "HRV", "CZE": "CSK", "CZR": "CZE", "DEN": "DNK", "DRC": "COD", "DRV": "VNM", "EQG": "GNQ", "ETM": "TLS",
    "FIJ": "FJI", "FRN": "FRA", "GAM": "GMB", "GDR": "DDR", "GFR": "DEU", "GMY": "DEU", "GRG": "GEO", "GRN": "GRD",
    "GUA": "GTM", "GUI": "GIN", "HAI": "HTI", "HON": "HND", "ICE": "ISL", "INS": "IDN", "IRE": "IRL", "KOS": "XKX",
    "KUW": "KWT", "KYR": "KGZ", "KZK": "KAZ", "LAT": "LVA", "LEB": "LBN", "LES": "LSO", "LIB": "LBY", "LIT": "LTU",
    "MAA": "MRT", "MAC": "MKD", "MAD": "MDV", "MAG": "MDG", "MAL": "MYS", "MAS": "MUS", "MAW": "MWI", "MLD": "MDA",
    "MNC": "MCO", "MON": "MNG", "MOR": "MAR", "MSI": "MHL", "MYA": "MMR", "MZM": "MOZ", "NAU": "NRU", "NEP": "NPL",
    "NEW": "NZL", "NIG": "NGA", "NIR": "NER", "NTH": "NLD", "OMA": "OMN", "PAL": "PLW", "PAR": "PRY", "PHI": "PHL",
    "POR": "PRT", "ROK": "KOR", "ROM": "ROU", "RVN": "VDR", "SAF": "ZAF", "SAL": "SLV", "SEY": "SYC", "SIE": "SLE",
    "SIN": "SGP", "SKN": "KNA", "SLO": "SVK", "SLU": "LCA", "SLV": "SVN", "SNM": "SMR", "SOL": "SLB", "SPN": "ESP",
    "SRI": "LKA", "SUD": "SDN", "SVG": "VCT", "SWA": "SWZ", "SWD": "SWE", "SWZ": "CHE", "TAJ": "TJK", "TAZ": "TZA",
    "THI": "THA", "TOG": "TGO", "TRI": "TTO", "UAE": "ARE", "UKG": "GBR", "URU": "URY", "VAN": "VUT", "YAR": "YEM",
    "YPR": "YMD", "ZAM": "ZMB", "ZIM": "ZWE",
}  # fmt: skip


def reign(leaderlist: Path) -> Iterator[dict[str, str]]:
    """REIGN's leaders: months of start and end; an empty end is a leader in office when the list ends."""
    with leaderlist.open(encoding="utf-8", errors="replace") as handle:
        for row in csv.DictReader(handle):
            name = REMARK.sub("", row["leader"]).strip()
            if not row["syear"] or not name or "�" in name or re.search(r" and | & ", name):
                continue
            start = f"{int(row['syear']):04d}-{int(row['smonth'] or 1):02d}"
            start += f"-{int(row['sdate']):02d}" if row["sdate"] and row["smonth"] else ""
            end = f"{int(row['eyear']):04d}-{int(row['emonth'] or 12):02d}" if row["eyear"] else ""
            yield {"name": name, "state": ISO.get(row["stateabb"], row["stateabb"]), "start": start, "end": end, "office": "leader"}


def leaders(leaderlist: Path) -> list[dict[str, str]]:
    """The rows of leaders.csv by state and start; who is in office when REIGN's list ends leaves with the successor."""
    with (HERE / "leaders_since_2021.psv").open(encoding="utf-8") as handle:
        later = [row | {"office": "leader"} for row in csv.DictReader(handle, delimiter="|")]
    rows = list(reign(leaderlist))
    for row in rows:
        if not row["end"] or row["end"] == SINCE:
            followers = sorted(n["start"] for n in later if n["state"] == row["state"] and n["start"] >= SINCE)
            row["end"] = followers[0] if followers else row["end"]
    known = {(row["state"], row["start"][:7]) for row in rows}
    rows += [row for row in later if (row["state"], row["start"][:7]) not in known]
    return sorted(rows, key=lambda row: (row["state"], row["start"], row["name"]))
