"""Guards on free text: demand holds no personal data, ever.

Each finder answers which kind of personal data a text seems to hold. They err on the careful side of what can be
checked: a BSN must pass the 11-proef (python-stdnum), a phone number must be a possible Dutch number (phonenumbers).
"""

import re
from collections.abc import Iterator

import phonenumbers
from django.core.exceptions import ValidationError
from stdnum.nl import bsn

_CIJFERREEKS = re.compile(r"(?<!\d)\d(?:[ .\-]?\d){7,8}(?!\d)")
_EMAIL = re.compile(r"[\w.+\-]+\s?(?:@|\(at\)|\[at\])\s?[\w\-]+\.[\w.\-]+", re.IGNORECASE)
_POSTCODE_HUISNUMMER = re.compile(r"\b[1-9]\d{3}\s?[A-Za-z]{2}\b\W{0,3}(?:huisnummer|nr\.?|nummer)?\W{0,2}\d{1,5}\b")
_HUISNUMMER_POSTCODE = re.compile(r"\b\d{1,5}\s?[A-Za-z]?\W{1,3}[1-9]\d{3}\s?[A-Za-z]{2}\b")
_MAANDEN = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    "|jan|feb|mrt|apr|jun|jul|aug|sep|sept|okt|nov|dec"
)
_DATUM = re.compile(
    rf"\b(?:\d{{1,2}}[\-/. ]\d{{1,2}}[\-/. ](?:19|20)?\d{{2}}|(?:19|20)\d{{2}}[\-/.]\d{{1,2}}[\-/.]\d{{1,2}}"
    rf"|\d{{1,2}}\s(?:{_MAANDEN})\.?\s(?:19|20)\d{{2}})\b",
    re.IGNORECASE,
)


def _heeft_bsn(tekst: str) -> bool:
    return any(bsn.is_valid(re.sub(r"\D", "", reeks.group())) for reeks in _CIJFERREEKS.finditer(tekst))


def _heeft_telefoon(tekst: str) -> bool:
    return any(True for _ in phonenumbers.PhoneNumberMatcher(tekst, "NL"))


def gevonden_persoonsgegevens(tekst: str) -> Iterator[tuple[str, str]]:
    """Yield (code, Dutch name) of each kind of personal data found in ``tekst``."""
    if _heeft_bsn(tekst):
        yield "bsn", "een burgerservicenummer (BSN)"
    if _heeft_telefoon(tekst):
        yield "telefoon", "een telefoonnummer"
    if _EMAIL.search(tekst):
        yield "email", "een e-mailadres"
    if _POSTCODE_HUISNUMMER.search(tekst) or _HUISNUMMER_POSTCODE.search(tekst):
        yield "adres", "een postcode met huisnummer"
    if _DATUM.search(tekst):
        yield "geboortedatum", "een datum die een geboortedatum kan zijn"


def valideer_zonder_persoonsgegevens(tekst: str) -> None:
    """Form and model validator: refuse text with personal data, saying which kind and why."""
    namen = [naam for _, naam in gevonden_persoonsgegevens(tekst or "")]
    if namen:
        raise ValidationError(
            f"Hierin staat {' en '.join(namen)}. Haal dat weg: "
            "op het marktplein staan nooit gegevens van een kind of gezin.",
            code="persoonsgegevens",
        )
