"""Words for days, moments, numbers and rows, the same on every page and in every mail. The one home of them.

Spreadsheets get real dates and numbers instead (``basis.export``).
"""

import datetime as dt
import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from django.utils.formats import number_format, time_format
from django.utils.translation import get_language, gettext, ngettext, pgettext

from marktplein.basis import klok
from marktplein.basis.datums import in_vorm
from marktplein.basis.kleine_aantallen import Getal


def dag(datum: dt.date) -> str:
    """ "maandag 7 december"."""
    return in_vorm(datum, "l j F")


def dag_kort(datum: dt.date) -> str:
    """ "ma 7 dec", where there is no room; with the year when it is another than this one."""
    return in_vorm(datum, f"D j b{_jaar(datum)}").lower()


def dag_met_jaar(datum: dt.date) -> str:
    """ "maandag 7 december", and the year when it is another than this one."""
    return in_vorm(datum, f"l j F{_jaar(datum)}")


def datum(op: dt.date) -> str:
    """ "7 december", and the year when it is another than this one."""
    return in_vorm(op, f"j F{_jaar(op)}")


def _jaar(datum: dt.date) -> str:
    return "" if datum.year == klok.vandaag().year else " Y"


def uur(op: dt.datetime) -> str:
    """ "14.00" on a Dutch clock; in English "14:00"."""
    lokaal = klok.lokaal(op)
    return _uur(get_language(), lokaal.hour, lokaal.minute)


@lru_cache(maxsize=4096)
def _uur(taal: str | None, uur: int, minuut: int) -> str:
    return time_format(dt.time(uur, minuut), pgettext("kloktijd", "H.i"))


def tijd(begin: dt.datetime, eind: dt.datetime) -> str:
    """ "maandag 7 december, 14.00 – 15.30 uur"."""
    return f"{dag(klok.lokaal(begin).date())}, {uren(begin, eind)} uur"


def uren(begin: dt.datetime, eind: dt.datetime) -> str:
    """ "14.00 – 15.30"."""
    return f"{uur(begin)} – {uur(eind)}"


def moment(op: dt.datetime) -> str:
    """ "maandag 7 december, 14.00 uur"."""
    return f"{dag(klok.lokaal(op).date())}, {uur(op)} uur"


def tel(aantal: Getal, een: str, meer: str) -> str:
    """ "1 plek", "3 plekken"; or the words that stand for a count, followed by more than one."""
    return f"{aantal} {een if aantal == 1 else meer}"


def plekken(aantal: int) -> str:
    """ "1 plek", "3 plekken"."""
    return tel(aantal, "plek", "plekken")


def leeftijden(van: int, tot: int) -> str:
    """ "8 tot en met 12 jaar", "4 jaar"; for babies "0 tot en met 11 maanden"."""
    if tot == 0:
        return gettext("0 tot en met 11 maanden")
    if van == tot:
        return ngettext("%(aantal)d jaar", "%(aantal)d jaar", van) % {"aantal": van}
    return gettext("%(van)d tot en met %(tot)d jaar") % {"van": van, "tot": tot}


# Most children are in groep 1 at four and in klas 1 at twelve; school ends at seventeen for who stays longest.
_GROEP_1, _KLAS_1, _LAATSTE = 4, 12, 17


def schoolklassen(van: int, tot: int) -> str:
    """In which years of school most children of these ages are: "groep 7", "groep 5 tot en met 8", "groep 8 tot en met
    klas 1". Empty when some of them are not at school yet, or not any more.
    """
    if not _GROEP_1 <= van <= tot <= _LAATSTE:
        return ""
    (soort, een), (laatste_soort, laatste) = _klas(van), _klas(tot)
    if van == tot:
        return _klaswoord(soort, een)
    if soort == laatste_soort:
        groepen, klassen = gettext("groep %(van)d tot en met %(tot)d"), gettext("klas %(van)d tot en met %(tot)d")
        return (groepen if soort == "groep" else klassen) % {"van": een, "tot": laatste}
    return gettext("groep %(van)d tot en met klas %(tot)d") % {"van": een, "tot": laatste}


def _klas(leeftijd: int) -> tuple[str, int]:
    return ("groep", leeftijd - _GROEP_1 + 1) if leeftijd < _KLAS_1 else ("klas", leeftijd - _KLAS_1 + 1)


def _klaswoord(soort: str, nummer: int) -> str:
    return (gettext("groep %(nummer)d") if soort == "groep" else gettext("klas %(nummer)d")) % {"nummer": nummer}


def van_tot(van: int, tot: int, een: str, meer: str) -> str:
    """ "6 tot en met 8 kinderen", "8 kinderen"."""
    return tel(tot, een, meer) if van == tot else f"{van} tot en met {tel(tot, een, meer)}"


def opsomming(namen: Iterable[str], voegwoord: str = "en") -> str:
    """ "a", "a en b", "a, b en c"; empty for none."""
    *voor, laatste = list(namen) or [""]
    return f"{', '.join(voor)} {voegwoord} {laatste}" if voor else laatste


def noemt(tekst: str, plaats: str) -> bool:
    """Whether a name or address already tells the town: as a word of its own, so not "Lisserweg" for Lisse."""
    return re.search(rf"\b{re.escape(plaats)}\b", tekst, re.IGNORECASE) is not None


def waar(*delen: str, plaats: str) -> str:
    """Name, address and town, each told once: "De Bron, Dorpsstraat 1, Leiden", and "Raadhuis Leiden" as it is."""
    genoemd: list[str] = []
    for deel in (*delen, plaats):
        if deel and not any(noemt(eerder, deel) for eerder in genoemd):
            genoemd.append(deel)
    return ", ".join(genoemd)


def km(meters: int) -> str:
    """ "6,1 km"; below a kilometre in hundreds of metres."""
    if meters < 950:
        return f"{round(meters, -2) or 100} meter"
    return f"{number_format((meters + 50) // 100 / 10, 1)} km"


def op_km(meters: int) -> str:
    """Roughly, for who looks for something near: "op 4 km", "vlakbij"."""
    return gettext("vlakbij") if meters < 1000 else gettext("op %(km)d km") % {"km": round(meters / 1000)}


def bedrag(centen: int) -> str:
    """ "€ 25", "€ 12,50"."""
    getal = number_format(Decimal(centen) / 100, 2 if centen % 100 else 0)
    return pgettext("bedrag", "€ %(bedrag)s") % {"bedrag": getal}
