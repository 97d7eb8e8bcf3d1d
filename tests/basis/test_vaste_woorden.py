"""One thing has one name, on every page, in every mail and in the manuals. This is the dictionary: what we say, and
what we therefore do not say.
"""

import re
from dataclasses import dataclass

import pytest

from tests.huistekst import alle_tekst

# These speak to who looks after the machine or to engineers, name classes, or list words that others may use.
ZONDER = (
    "marktplein/ingebed/", "marktplein/settings/", "marktplein/audit/", "vraag/matching/", "aanbod/zoeken/",
    "marktplein/taal/nood/", "marktplein/taal/talen.py",
    "marktplein/basis/namen.py", "marktplein/basis/privacy.py", "vraag/management/", "vraag/models/__init__.py",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Woord:
    """``niet`` is what we do not say; ``behalve`` are places where it is something else, with the reason beside it."""

    goed: str
    niet: str
    behalve: tuple[str, ...] = ()


WOORDENBOEK = (
    Woord("ruimte", r"\b[Zz](?:aal|alen|aaltaak)\b", ("marktplein/basis/voorbeelden.py",)),  # names of rooms
    Woord("reserveren, reservering", r"\b[Gg]eboekt\b|\b[Bb]oek(?:en|t|ing|ingen)?\b"),
    # The subject of a mail.
    Woord("thema", r"\b[Oo]nderwerp(?:en)?\b", ("templates/mail/lijst.html", "marktplein/mail/")),
    Woord("training", r"\b[Cc]ursus(?:sen)?\b|\b[Ww]orkshops?\b|\binterventies?\b"),
    # The code of an event in the history: "signaal.geplaatst".
    Woord("vraag", r"\b[Ss]igna(?:al|len)\b|\b[Bb]ehoeften?\b|\b[Zz]orgvra(?:ag|gen)\b", ("gemeenten/grond/filters",)),
    Woord("voorstel", r"\b[Gg]roepsvoorstel(?:len)?\b"),
    Woord("berekening", r"(?<!make )\b[Rr]uns?\b"),
    Woord("plek", r"\b(?:vrije|bezette|aantal|\d+|\{\}+) plaats(?:en)?\b|\bplaats,plaatsen\b"),
    Woord("uiterlijk", r"\b[Vv]óór\b|\b[Kk]laar voor\b"),
    Woord("van … tot en met …", r"(?:\d|\}) tot (?:\d|\{)"),
    # "Annuleren" is the button that leaves a form.
    Woord("afmelden, gaat niet door", r"\b[Aa]nnuleer\b|\b[Gg]eannuleerd\b"),
    Woord("wijzigen", r"\b(?:Verander|Bewerk|Bewerken)\b|\bPas (?:\w+ ){1,3}aan\b"),
    Woord("haal een filter weg", r"\b[Ww]is (?:alle |de )?filters?\b|\bfilters? uit\b|\b[Pp]as (?:de )?filters?\b"),
    Woord("e-mailadres, mail", r"\b[Ee]mail\w*|(?<!-)\b[Mm]ailadres|\b[Ee]-mail\b(?!adres)|\b[Ee]-mails\b"),
    Woord("account, inloggen", r"\b[Ll]ogin\b|\b[Ii]nlog(?:account|code)\b"),
    Woord("kinderen en jongeren", r"\b[Jj]eugdigen?\b|\b[Cc]liënt(?:en)?\b|\b[Kk]lant(?:en)?\b|ouders?/verzorgers?"),
    Woord("kies", r"\b[Kk]lik(?:t|ken)?\b"),
    Woord(
        "het hele woord",
        r"\b(?:bijv|bv|o\.a|d\.w\.z|d\.m\.v|i\.v\.m|m\.b\.t|t\.a\.v|n\.v\.t|evt|incl|excl|max|min|tel|nr)\.(?=\s|$)",
    ),
)  # fmt: skip


@pytest.mark.puur
@pytest.mark.parametrize("woord", WOORDENBOEK, ids=lambda woord: woord.goed)
def test_een_ding_heeft_een_naam(woord: Woord) -> None:
    fout = re.compile(woord.niet)
    gevonden = [
        f"{plek}: …{tekst[max(0, hit.start() - 30) : hit.end() + 30]}…"
        for plek, tekst in alle_tekst()
        if not plek.startswith((*ZONDER, *woord.behalve))
        for hit in fout.finditer(tekst)
    ]
    assert gevonden == [], f"we zeggen: {woord.goed}"
