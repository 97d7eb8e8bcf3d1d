"""How long it takes, in a sentence: never more certain than the figures."""

from marktplein.basis.woorden import tel
from vraag.uitleg.wachttijd import Wachttijd

TE_WEINIG = "Nog te weinig gegevens om een wachttijd te noemen."


def weken(aantal: int) -> str:
    return tel(aantal, "week", "weken")


def kort(w: Wachttijd) -> str:
    """For a table: "De helft binnen 6 weken, 8 van de 10 binnen 14 weken"."""
    if not w.genoeg:
        return "Nog te weinig gegevens"
    if w.mediaan is None:
        return f"Na {weken(w.langst)} had de helft nog geen plek"
    if w.tachtig is None:
        return f"De helft binnen {weken(w.mediaan)}, 8 van de 10 nog niet na {weken(w.langst)}"
    if w.tachtig == w.mediaan:
        return f"8 van de 10 binnen {weken(w.tachtig)}"
    return f"De helft binnen {weken(w.mediaan)}, 8 van de 10 binnen {weken(w.tachtig)}"


def voluit(w: Wachttijd, waar: str) -> str:
    """Beside the form: what somebody who asks now may expect."""
    if not w.genoeg:
        return TE_WEINIG
    uit = f"Gezien in {waar}, uit {w.vragen} vragen van de laatste twee jaar."
    if w.mediaan is None:
        return f"Van eerdere vragen had na {weken(w.langst)} de helft nog geen plek. {uit}"
    if w.tachtig == w.mediaan:
        return f"8 van de 10 vragen hadden binnen {weken(w.mediaan)} een plek. {uit}"
    zin = f"De helft van de vragen had binnen {weken(w.mediaan)} een plek."
    if w.tachtig is not None:
        zin = f"De helft van de vragen had binnen {weken(w.mediaan)} een plek, 8 van de 10 binnen {weken(w.tachtig)}."
    return f"{zin} {uit}"
