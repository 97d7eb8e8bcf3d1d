"""Text as people type it, made fit to keep: what cannot be seen is not kept, and what looks the same is the same."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext

from marktplein.basis.fouten import DomeinFout

# The longest address a mail server takes (RFC 3696), and what our columns hold.
LANGSTE_MAILADRES = 254
# Signs that show nothing though Unicode does not call them control or format signs: fillers, joiners, selectors.
_LEEG = "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0\ufe00-\ufe0f\U000e0100-\U000e01ef"
_ONZICHTBAAR = re.compile(f"[{_LEEG}]")
# Control, format (zero width, direction of writing), surrogate, unassigned or no character at all (U+FFFF).
_WEG = frozenset(("Cc", "Cf", "Cs", "Cn", "Co"))
_REGELEINDE = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def schoon(tekst: str) -> str:
    """``tekst`` over as many lines as it has, in one spelling (NFC), without anything invisible."""
    if tekst.isascii() and tekst.isprintable():
        return tekst.strip()
    tekst = _ONZICHTBAAR.sub("", unicodedata.normalize("NFC", _REGELEINDE.sub("\n", tekst)))
    return "\n".join("".join(map(_teken, regel)).rstrip() for regel in tekst.split("\n")).strip()


def op_een_regel(tekst: str) -> str:
    """The same on one line, one space between words: names, titles, addresses."""
    return " ".join(schoon(tekst).split())


def _teken(teken: str) -> str:
    soort = unicodedata.category(teken)
    if teken == "\t" or soort == "Zs":
        return " "
    return "" if soort in _WEG else teken


def mailadres(tekst: str, *, veld: str = "email") -> str:
    """``tekst`` as an address to write to, in small letters. Raises DomeinFout when it cannot be one."""
    adres = op_een_regel(tekst).lower()
    try:
        validate_email(adres)
    except ValidationError as fout:
        raise DomeinFout(gettext("Dit is geen e-mailadres. Schrijf het als naam@voorbeeld.nl."), veld=veld) from fout
    if len(adres) > LANGSTE_MAILADRES:
        raise DomeinFout(
            gettext("Dit e-mailadres is te lang: er passen %(aantal)d tekens.") % {"aantal": LANGSTE_MAILADRES},
            veld=veld,
        )
    return adres
