"""How a message looks: one frame around the words in plain text, and the same words in HTML.

The HTML is made from the plain text when it is sent: a paragraph is a paragraph, lines with a dash are a list, indented
lines are facts, words with a line of = or - below them are a heading, and words that end in a colon before an address
of ours are a link. Nothing in the text becomes markup.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext

# What stands above a signature in plain mail (RFC 3676).
STREEP = "\n-- \n"
ONDERWERP_HOOGSTENS = 200
VOORPROEF_HOOGSTENS = 120
PUNT = re.compile(r"\s*[-*] ")
KOPPEN = ((re.compile(r"={3,}"), "kop2"), (re.compile(r"-{3,}"), "kop3"))


def op_een_regel(onderwerp: str) -> str:
    return " ".join(onderwerp.split())[:ONDERWERP_HOOGSTENS]


def als_tekst(aanhef: str, romp: str, voet: Sequence[str]) -> str:
    """Greeting, words, closing, and below a line who sends this and why."""
    groet = gettext("Met vriendelijke groet,")
    onder = "\n".join([f"{settings.NAAM}: {settings.SITE_URL}", *voet])
    return f"{aanhef}\n\n{romp.strip()}\n\n{groet}\n{settings.NAAM}\n{STREEP}{onder}\n"


def romp_van(tekst: str) -> str:
    """The words of such a message without greeting and closing; all of it when it has none."""
    na_de_aanhef = tekst.partition("\n\n")[2]
    return na_de_aanhef.rpartition(f"\n\n{gettext('Met vriendelijke groet,')}\n")[0] or tekst


@dataclass(frozen=True, slots=True)
class Stuk:
    """A few words on a line; with ``href`` they are a link."""

    tekst: str
    href: str = ""


Regel = list[Stuk]


@dataclass(frozen=True, slots=True)
class Alinea:
    """``soort``: alinea, kop2, kop3, gegevens (facts) or lijst; each of ``punten`` of a list holds the lines of one."""

    soort: str
    regels: list[Regel] = field(default_factory=list)
    punten: list[list[Regel]] = field(default_factory=list)


def als_html(onderwerp: str, tekst: str, taal: str) -> str:
    """A whole document: readable by a screen reader, without pictures or anything from elsewhere."""
    midden, _, voet = tekst.partition(STREEP)
    blokken = list(_blokken(midden))
    context = {
        "onderwerp": onderwerp,
        "taal": taal,
        "richting": "rtl" if translation.get_language_info(taal)["bidi"] else "ltr",
        "voorproef": _voorproef(blokken),
        "blokken": blokken,
        "voet": [_stukken(regel) for regel in voet.strip().splitlines()],
        "naam": settings.NAAM,
    }
    return render_to_string("mail/basis.html", context).strip()


def _voorproef(blokken: list[Alinea]) -> str:
    """What a mail program shows beside the subject: the first words after the greeting."""
    alineas = [b for b in blokken if b.soort == "alinea"][1:2]
    return " ".join(stuk.tekst for b in alineas for regel in b.regels for stuk in regel)[:VOORPROEF_HOOGSTENS]


def _blokken(tekst: str) -> Iterator[Alinea]:
    for alinea in re.split(r"\n\s*\n", tekst.strip("\n")):
        blok: Alinea | None = None
        regels = alinea.splitlines()
        if kop := _kop(regels):
            yield kop
            continue
        for regel in _met_adres_erbij(regels):
            soort = _soort(regel, blok)
            if blok is None or blok.soort != soort:
                if blok is not None:
                    yield blok
                blok = Alinea(soort)
            _zet_erbij(blok, regel)
        if blok is not None:
            yield blok


def _kop(regels: Sequence[str]) -> Alinea | None:
    if len(regels) != 2:
        return None
    soort = next((soort for streep, soort in KOPPEN if streep.fullmatch(regels[1])), None)
    return Alinea(soort, [[Stuk(regels[0])]]) if soort else None


def _soort(regel: str, vorig: Alinea | None) -> str:
    if PUNT.match(regel):
        return "lijst"
    if regel.startswith("  "):
        return "lijst" if vorig is not None and vorig.soort == "lijst" else "gegevens"
    return "alinea"


def _zet_erbij(blok: Alinea, regel: str) -> None:
    if blok.soort != "lijst":
        blok.regels.append(_stukken(regel.strip()))
    elif punt := PUNT.match(regel):
        blok.punten.append([_stukken(regel[punt.end() :])])
    else:
        blok.punten[-1].append(_stukken(regel.strip()))


def _met_adres_erbij(regels: list[str]) -> list[str]:
    """An address on a line of its own belongs to the words before it, when these end in a colon."""
    samen: list[str] = []
    for regel in regels:
        if samen and samen[-1].endswith(":") and _adres().fullmatch(regel.strip()):
            samen[-1] = f"{samen[-1]} {regel.strip()}"
        elif regel.strip():
            samen.append(regel)
    return samen


def _adres() -> re.Pattern[str]:
    """An address of ours, up to a blank. Another one stays words: a link of ours leads nowhere else."""
    return re.compile(rf"(?<!\S){re.escape(settings.SITE_URL)}(?:/\S*)?(?!\S)")


def _stukken(regel: str) -> Regel:
    stukken: Regel = []
    tot = 0
    for adres in _adres().finditer(regel):
        voor, naam = _naam_van_link(regel[tot : adres.start()])
        if voor:
            stukken.append(Stuk(voor))
        stukken.append(Stuk(naam or adres[0].partition("://")[2].rstrip("/"), adres[0]))
        tot = adres.end()
    if regel[tot:]:
        stukken.append(Stuk(regel[tot:]))
    return stukken


def _naam_van_link(voor: str) -> tuple[str, str]:
    """The sentence before an address, when it ends in a colon, is what the link is called; and what came before."""
    if not voor.rstrip().endswith(":"):
        return voor, ""
    *eerder, zin = re.split(r"(?<=[.?!”]) ", voor.rstrip()[:-1])
    return "".join(f"{stuk} " for stuk in eerder), zin
