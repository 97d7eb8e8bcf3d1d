"""Guards on free text: demand holds no personal data, ever.

Each finder answers whether a text seems to hold one kind of personal data. They err on the careful side of what can be
checked, and no further: a BSN must pass the 11-proef (python-stdnum), a phone number must be a possible Dutch number
(phonenumbers), a date of birth must be a day that exists and has passed. Ages, groups, hours, years and plans are what
people write all day ("8-12 jaar", "groep 7 en 8", "wo 14.00-15.30", "schooljaar 2026-2027"): those must go through.
A name cannot be recognised by a machine; the forms ask for none.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterator

import phonenumbers
from django.core.exceptions import ValidationError
from phonenumbers import PhoneNumberType
from stdnum.nl import bsn

from marktplein.basis import klok
from marktplein.basis.fouten import DomeinFout

# The ways people write a BSN: together, in threes, as 4-2-3, or digit by digit.
_BSN = re.compile(
    r"(?<![\d.,])(?:\d{8,9}|\d{3}[ .\-]\d{3}[ .\-]\d{3}|\d{4}[ .\-]\d{2}[ .\-]\d{3}|\d(?:[ .\-]\d){8})(?![.,]?\d)"
)
_BSN_GENOEMD = re.compile(
    r"\b(?:bsn|burgerservicenummer|sofi-?nummer)\b\W{0,4}(?:is\W|nr\W)?\W{0,2}\d[\d .\-]{5,}", re.I
)
_EMAIL = re.compile(
    r"(?<![\w.+\-])[\w.+\-]+\s?(?:@|\(at\)|\[at\])\s?(?:[\w\-]+\s?(?:\.|\(punt\))\s?)+[a-z]{2,}", re.IGNORECASE
)
_POSTCODE = r"[1-9]\d{3}(?P<gat>\s?)(?P<letters>[A-Za-z]{2})(?![A-Za-z])"
_POSTCODE_HUISNUMMER = re.compile(
    rf"\b{_POSTCODE}\W{{0,3}}(?:huisnummer|huisnr|nummer|nr)?\W{{0,3}}\d{{1,5}}(?:\s?[a-z])?\b"
    r"(?!\s?(?:jaar|kinderen|km)\b)",
    re.IGNORECASE,
)
_HUISNUMMER_POSTCODE = re.compile(rf"\b\d{{1,5}}\s?[a-z]?\W{{1,3}}{_POSTCODE}\b", re.IGNORECASE)
# After a year these are words; "2026 en 8" is no postcode. Nor are letters that the post office never gives out.
_WOORDJES = "al as ca de er en ik in is je km me na nu of om op te to up we ze zo"
_GEEN_POSTCODE = frozenset(_WOORDJES.split())
_NOOIT_UITGEGEVEN = frozenset(("sa", "sd", "ss"))
_STRAAT = re.compile(
    r"\b(?!Onderweg)[A-Z][\w'’\-]{2,}(?:straat|laan|weg|plein|gracht|kade|singel|hof|dreef|steeg|pad)\s\d{1,4}(?:\s?[a-z])?\b"
    r"(?!\s?(?:keer|x|uur|km|kind|kinderen|jaar|meter|min|minuten|groepen|%))"
)
_MAANDNAMEN = (
    "januari jan|februari feb|maart mrt|april apr|mei|juni jun|juli jul|augustus aug"
    "|september sept sep|oktober okt|november nov|december dec"
)
_MAANDEN = {naam: nummer for nummer, namen in enumerate(_MAANDNAMEN.split("|"), start=1) for naam in namen.split()}
_MAAND = "|".join(sorted(_MAANDEN, key=len, reverse=True))
_DATUM_CIJFERS = re.compile(r"(?<![\d.\-/])(\d{1,2})\s?([\-/.])\s?(\d{1,2})\s?\2\s?((?:19|20)?\d{2})(?![\d]|[.\-/]\d)")
_DATUM_ISO = re.compile(r"(?<!\d)((?:19|20)\d{2})[\-/.](\d{1,2})[\-/.](\d{1,2})(?!\d)")
_DATUM_SPATIES = re.compile(r"(?<!\d)(\d{1,2}) (\d{1,2}) ((?:19|20)\d{2})(?!\d)")
_DATUM_AANEEN = re.compile(r"(?<!\d)(\d{2})(\d{2})((?:19|20)\d{2})(?!\d)")
_DATUM_MAAND = re.compile(
    rf"(?<!\d)(\d{{1,2}})[ \-]?({_MAAND})\.?[ \-,]{{0,2}}((?:19|20)\d{{2}}|['’]\d{{2}})(?!\d)", re.I
)
_GEBOREN = re.compile(
    rf"\bgeb(?:oren|\.)?\s*(?:op\s+)?:?\s*(?:\d{{1,2}}\s?(?:{_MAAND})|\d{{1,2}}[\-/.]\d{{1,2}})\b", re.IGNORECASE
)
# Numbers of organisations, never of a person.
_OPENBARE_NUMMERS = (PhoneNumberType.TOLL_FREE, PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST)
_ONZICHTBAAR = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))


def _heeft_bsn(tekst: str) -> bool:
    gevonden = any(bsn.is_valid(re.sub(r"\D", "", reeks.group())) for reeks in _BSN.finditer(tekst))
    return gevonden or bool(_BSN_GENOEMD.search(tekst))


def _heeft_telefoon(tekst: str) -> bool:
    return any(
        phonenumbers.number_type(gevonden.number) not in _OPENBARE_NUMMERS
        for gevonden in phonenumbers.PhoneNumberMatcher(tekst, "NL")
        if not _is_jaarreeks(gevonden.raw_string)
    )


def _is_jaarreeks(ruw: str) -> bool:
    """ "2026-2027" and the like: a school year, no number of a small foreign exchange."""
    return bool(re.fullmatch(r"(?:19|20)\d{2}(?:\W+(?:19|20)\d{2})+", ruw))


def _heeft_email(tekst: str) -> bool:
    return bool(_EMAIL.search(tekst))


def _heeft_adres(tekst: str) -> bool:
    gevonden = (*_POSTCODE_HUISNUMMER.finditer(tekst), *_HUISNUMMER_POSTCODE.finditer(tekst))
    return any(_kan_postcode_zijn(m["gat"], m["letters"]) for m in gevonden) or bool(_STRAAT.search(tekst))


def _kan_postcode_zijn(gat: str, letters: str) -> bool:
    if letters.lower() in _NOOIT_UITGEGEVEN:
        return False
    return not (gat and letters.islower() and letters in _GEEN_POSTCODE)


def _heeft_geboortedatum(tekst: str) -> bool:
    """A day in the past, or any day that somebody calls a day of birth. A day to come is a plan."""
    vandaag = klok.vandaag()
    return bool(_GEBOREN.search(tekst)) or any(_eerder_dan(dag, vandaag) for dag in _datums(tekst))


def _eerder_dan(dag: tuple[int, int, int], vandaag: dt.date) -> bool:
    jaar, maand, nummer = dag
    try:
        return jaar >= 1900 and dt.date(jaar, maand, nummer) <= vandaag
    except ValueError:
        return False


def _datums(tekst: str) -> Iterator[tuple[int, int, int]]:
    """(year, month, day) of everything that is written as a date, whether or not that day exists."""
    for dag, _, maand, jaar in _DATUM_CIJFERS.findall(tekst):
        yield _jaar(jaar), int(maand), int(dag)
    for patroon in (_DATUM_SPATIES, _DATUM_AANEEN):
        for dag, maand, jaar in patroon.findall(tekst):
            yield int(jaar), int(maand), int(dag)
    for jaar, maand, dag in _DATUM_ISO.findall(tekst):
        yield int(jaar), int(maand), int(dag)
    for dag, naam, jaar in _DATUM_MAAND.findall(tekst):
        yield _jaar(jaar.strip("'’")), _MAANDEN[naam.lower()], int(dag)


def _jaar(cijfers: str) -> int:
    """Two digits are the latest such year that has begun."""
    if len(cijfers) == 4:
        return int(cijfers)
    eeuw, dit = divmod(klok.vandaag().year, 100)
    return 100 * (eeuw if int(cijfers) <= dit else eeuw - 1) + int(cijfers)


SOORTEN: tuple[tuple[str, str, Callable[[str], bool]], ...] = (
    ("bsn", "een burgerservicenummer (BSN)", _heeft_bsn),
    ("telefoon", "een telefoonnummer", _heeft_telefoon),
    ("email", "een e-mailadres", _heeft_email),
    ("adres", "een adres met huisnummer", _heeft_adres),
    ("geboortedatum", "een datum die een geboortedatum kan zijn", _heeft_geboortedatum),
)


def _gewone_tekens(tekst: str) -> str:
    """Without invisible signs, and with every digit of any script as 0 to 9."""
    gewoon = unicodedata.normalize("NFKC", tekst).translate(_ONZICHTBAAR)
    if gewoon.isascii():
        return gewoon
    return "".join(str(unicodedata.digit(teken)) if teken.isdigit() else teken for teken in gewoon)


def gevonden_persoonsgegevens(tekst: str) -> Iterator[tuple[str, str]]:
    """Yield (code, Dutch name) of each kind of personal data found in ``tekst``."""
    schoon = _gewone_tekens(tekst)
    for code, naam, heeft in SOORTEN:
        if heeft(schoon):
            yield code, naam


def eis_zonder_persoonsgegevens(tekst: str, *, veld: str) -> None:
    """Raise DomeinFout for text with personal data, saying which kind: a service does not trust the form."""
    if namen := [naam for _, naam in gevonden_persoonsgegevens(tekst)]:
        raise DomeinFout(f"Hierin staat {' en '.join(namen)}. Haal dat weg.", veld=veld)


def valideer_zonder_persoonsgegevens(tekst: str) -> None:
    """Form and model validator: refuse text with personal data, saying which kind and why."""
    namen = [naam for _, naam in gevonden_persoonsgegevens(tekst or "")]
    if namen:
        raise ValidationError(
            f"Hierin staat {' en '.join(namen)}. Haal dat weg: "
            "op het marktplein staan nooit gegevens van een kind of gezin.",
            code="persoonsgegevens",
        )
