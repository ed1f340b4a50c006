"""A thousand notes as teams write them, each with what in it may give somebody away.

They are made up from sentences and from ways to write a thing, the same ones every time. Some
ways are harder than the tracker knows: people write as they like.
"""

import random
from collections.abc import Callable
from typing import NamedTuple

from pilots.privacy.pii import Kind

SEED = 20261123
MANY = 1000
NAMES = ("Fatima El Amrani", "Ria de Vries", "Zoë Yılmaz", "Jan-Willem Bos", "O. Pinas")
"""The people who are known."""


class Note(NamedTuple):
    text: str
    kinds: frozenset[Kind]
    """What is in it; nothing for one that only looks like it."""


def notes() -> list[Note]:
    """As many with something in them as without."""
    make = random.Random(SEED)
    return [_positive(make) if n % 2 else _negative(make) for n in range(MANY)]


# --- with something in them ----------------------------------------------------------------

_AROUND = (
    "Gesproken met de buurvrouw: {}.",
    "{}",
    "Bel even terug op {} voor 12 december",
    "Koffie in de hal, 14 bewoners. Daarna {} (zie 2026).",
    "let op: {}, graag voor vrijdag 14:00 doorgeven",
    "Met 3 vrijwilligers de tuin gedaan\n{}\nVolgende keer om 10.30 uur",
    "Afspraak op 20-11-2026 / {} / kosten € 12,50",
    "Heard from a neighbour: {}, call back on Friday",
)


def _positive(make: random.Random) -> Note:
    ways: dict[Kind, Callable[[random.Random], str]] = {
        Kind.PHONE: phone,
        Kind.EMAIL: email,
        Kind.BSN: bsn,
        Kind.ADDRESS: address,
        Kind.NAME: name,
        Kind.NAME_PART: name_part,
        Kind.BIRTHDAY: birthday,
        Kind.IBAN: iban,
    }
    kind = make.choice(list(ways))
    return Note(make.choice(_AROUND).format(ways[kind](make)), frozenset({kind}))


def phone(make: random.Random) -> str:
    m, land, far = _digits(make, 8), _digits(make, 7), _digits(make, 6)
    return make.choice(
        [
            f"06{m}",
            f"06-{m}",
            f"06 {m}",
            f"06 {m[:2]} {m[2:4]} {m[4:6]} {m[6:]}",
            f"06-{m[:4]} {m[4:]}",
            f"06 - {m[:4]} {m[4:]}",
            f"06.{m[:2]}.{m[2:4]}.{m[4:6]}.{m[6:]}",
            f"(06) {m}",
            f"tel.06{m}",
            f"+316{m}",
            f"+31 6 {m}",
            f"+31 (0)6 {m[:4]} {m[4:]}",
            f"0031 6 {m}",
            f"0031-6{m}",
            f"010-{land}",
            f"010 {land[:3]} {land[3:5]} {land[5:]}",
            f"(078) {land}",
            f"+31 10 {land}",
            f"0180-{far}",
            f"0181 {far[:2]} {far[2:4]} {far[4:]}",
            f"+32 470 {far}",
            f"06\N{NO-BREAK SPACE}{m[:4]}\N{NO-BREAK SPACE}{m[4:]}",
            f"nul zes {m}" if make.random() < 0.3 else f"06{m}",
        ]
    )


def email(make: random.Random) -> str:
    who = make.choice(["fatima", "r.devries", "jan-willem_bos", "ria1952", "zoë+tuin", "INFO"])
    where = make.choice(["gmail.com", "ziggo.nl", "mail.wijk-zuid.nl", "HOTMAIL.COM", "xs4all.nl"])
    at = " (at) " if make.random() < 0.05 else "@"
    return make.choice(["{}", "mailto:{}", "<{}>", "mail {}"]).format(f"{who}{at}{where}")


def bsn(make: random.Random) -> str:
    n = nine(make, passes=True)
    return make.choice(
        [
            n,
            f"BSN {n}",
            f"bsn:{n}",
            f"BSN{n}",
            f"burgerservicenummer is {n}",
            f"sofinummer {n}",
            f"{n[:3]}.{n[3:6]}.{n[6:]}",
            f"{n[:3]} {n[3:6]} {n[6:]}",
            f"{n[:4]}.{n[4:6]}.{n[6:]}",
            f"{n[:4]} {n[4:6]} {n[6:]}",
            f"BSN {n[:2]} {n[2:4]} {n[4:6]} {n[6:]}",
        ]
    )


def address(make: random.Random) -> str:
    code, letters = str(make.randint(1000, 9999)), make.choice(["AB", "XR", "KL", "GW"])
    house = make.choice(["1", "12", "140", "12a", "7 B", "33-2"])
    street = make.choice(["Meidoornstraat", "Groene Hilledijk", "Pl. v.d. Arbeid"])
    if make.random() < 0.2:
        return f"{make.choice(['Meidoornstraat', 'Kerkweg', 'Julianaplein'])} {house}"
    return make.choice(
        [
            f"{code} {letters} {house}",
            f"{code}{letters} {house}",
            f"{code}{letters.lower()} {house}",
            f"{code} {letters.lower()}, {house}",
            f"{code} {letters} nr. {house}",
            f"{code}{letters} huisnummer {house}",
            f"{street} {house}, {code} {letters} Rotterdam",
            f"{street} {house} {code}{letters}",
        ]
    )


def name(make: random.Random) -> str:
    known = make.choice(NAMES)
    return make.choice(
        [
            known,
            known.upper(),
            known.lower(),
            known.replace("ë", "e").replace("ı", "i"),
            known.replace(" ", "  "),
            f"mevrouw {known}",
            f"{known}'s tuin",
            f"({known})",
        ]
    )


def name_part(make: random.Random) -> str:
    return make.choice(
        [
            "Ria bracht koffie",
            "samen met Fatima",
            "Zoe kon niet",
            "mevrouw De Vries",
            "mw. de vries",
            "R. de Vries",
            "dhr. Bos",
            "Jan-Willem belt",
            "El Amrani",
            "F. el Amrani",
        ]
    )


def birthday(make: random.Random) -> str:
    d, m, y = make.randint(1, 28), make.randint(1, 12), make.randint(1930, 2015)
    return make.choice(
        [
            f"geboren op {d}-{m}-{y}",
            f"geb. {d:02}-{m:02}-{y}",
            f"geboortedatum: {d}/{m}/{y}",
            f"born {d} March {y}",
            f"geboren {d} maart {y}",
            f"mijn buurvrouw ({d}-{m}-{y})",
        ]
    )


def iban(make: random.Random) -> str:
    account = f"0{_digits(make, 9)}"
    bank = make.choice(["RABO", "INGB", "ABNA", "TRIO"])
    rest = "".join(str(int(char, 36)) for char in f"{bank}{account}NL00")
    check = f"{98 - int(rest) % 97:02}"
    whole = f"NL{check}{bank}{account}"
    spaced = " ".join(whole[n : n + 4] for n in range(0, len(whole), 4))
    return make.choice([whole, spaced, f"rekening {spaced}"])


# --- with what only looks like it ------------------------------------------------------------


def _negative(make: random.Random) -> Note:
    d = make.randint
    year = d(1950, 2030)
    text = make.choice(
        [
            f"Opening op {d(1, 28):02}-{d(1, 12):02}-{year}, van {d(8, 12):02}.30 tot 14.00 uur",
            f"Opening {year}-{d(1, 12):02}-{d(1, 28):02} {d(8, 20):02}:{d(0, 59):02}:00",
            f"Subsidie van € {d(1, 999)}.{d(100, 999)}.{d(100, 999)} aangevraagd",
            f"Begroot: € {d(100, 999)}.{d(100, 999)},50 voor {year}",
            f"Kosten {d(100, 999)}.{d(100, 999)}.{d(100, 999)} euro, dat is {d(1, 99)} % meer",
            f"KvK {_digits(make, 8)} van de stichting",
            f"Vestigingsnummer {'000' + _digits(make, 9)}",
            f"Rekening NL{d(10, 99)} RABO 0{d(100, 999)} {d(1000, 9999)} {d(10, 99)}",
            f"NL{d(10, 99)}ABNA0{_digits(make, 9)}",
            f"Bestelling {nine(make, passes=False)} is binnen",
            f"{nine(make, passes=False)} is geen BSN",
            f"Kenmerk {_digits(make, 7)}-{_digits(make, 4)}, zaak {_digits(make, 12)}",
            f"Met bus {d(1, 200)} of tram {d(1, 25)} naar zaal {d(0, 4)}.{d(10, 99)}",
            f"Zaal {d(0, 4)}.{d(100, 999)}, {d(10, 60)} mensen, {d(5, 90)} reacties",
            f"{d(1000, 9999)} bewoners kregen een brief, {d(10, 999)} kwamen",
            f"In {year} is {d(10, 90)} procent blij, in {year + 1} al {d(10, 90)}",
            f"Van de {d(1000, 9999)} op {d(1, 28)} maart waren er {d(10, 99)} nieuw",
            f"Wij zijn van {year} en {d(2, 20)} jaar bezig",
            f"Postcodegebied {d(1000, 9999)} doet mee, ook {d(1000, 9999)} AB",
            f"In {d(1000, 9999)} AB {year} begonnen we klein",
            f"Eerst {d(10, 99)} {d(10, 99)} {d(10, 99)} {d(10, 99)} geteld per week",
            f"Telling {year} {year + 1} {year + 2}: {d(10, 99)}, {d(10, 99)}, {d(10, 99)}",
            "Volg @buurttuin op Instagram, kaartjes 4 stuks @3.50",
            f"Kaartjes à 4@{d(2, 9)}.50 verkocht, zie wijkzuid.nl/agenda/{year}",
            f"Bel de gemeente op 14 010 of 0800-{d(1000, 9999)}",
            f"112 gebeld, wachttijd {d(1, 9)} minuten, {d(1, 30)} km verderop",
            "Boodschappen bij Albert Heijn en de Gamma, koffie van Douwe Egberts",
            "De bakkerij op de hoek sponsort brood",
            "Jan, Willem en de familie De Boer kwamen, de zoon niet",
            "De pinas stond klaar; Jan is het bos in, riant weer",
            "Marianne en Fatimah kwamen langs, en Amrani BV bracht stenen",
            f"Coördinaten 51.{_digits(make, 9)}, 4.{_digits(make, 6)}",
            f"Versie 3.{d(0, 20)}.{d(0, 20)} van plan {d(100, 999)}-{d(100, 999)}",
            f"Score {d(0, 9)}-{d(0, 9)}, {d(0, 6)}-{d(6, 12)} jaar, ISBN 978{_digits(make, 10)}",
            f"Tussen {d(1, 12):02}-{d(10, 28)} en {year} {d(1, 9)} keer op pad",
            f"De Meidoornstraat wordt {d(2, 40)} keer genoemd, de {d(1, 9)}e dit jaar",
            f"Zij is in {year} geboren, en woont hier {d(2, 40)} jaar",
            f"Bijeenkomst (op {d(1, 28)} mei) met {d(5, 90)} buren",
            f"Bijeenkomst {d(1, 90)}: {d(1, 30)} x koffie, {d(1, 30)} x thee, {d(1, 9)},5 uur",
            f"Lengte {d(1000, 9999)} m en {d(1000, 9999)} km {d(1, 50)}",
        ]
    )
    return Note(text, frozenset())


# --- digits ---------------------------------------------------------------------------------


def nine(make: random.Random, passes: bool) -> str:
    """Nine digits that pass the test of eleven, or that do not."""
    while True:
        digits = [make.randint(1, 9), *(make.randint(0, 9) for _ in range(8))]
        total = sum((9 - n) * digit for n, digit in enumerate(digits[:8])) - digits[8]
        if (total % 11 == 0) is passes:
            return "".join(map(str, digits))


def _digits(make: random.Random, n: int) -> str:
    return str(make.randint(1, 9)) + "".join(str(make.randint(0, 9)) for _ in range(n - 1))
