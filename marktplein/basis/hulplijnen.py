"""Whom to call in need: the one table of help lines. Every page, footer, mail and error page takes its numbers from it.

Facts stand here only where the line itself or who pays for it says so; what is not known is left out, never guessed.
``nagekeken`` is the day on which a person called the number or read the page of the source; until then it is None, and
the page with all numbers says so. A test holds every template, translation and manual to this table.
"""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Hulplijn:
    """One line. ``nummers``: as they are written; the first is called. ``site`` may hold a chat (``chat``)."""

    sleutel: str
    naam: str
    nummers: tuple[str, ...] = ()
    site: str = ""
    chat: bool = False
    dag_en_nacht: bool = False
    elke_dag: bool = False
    gratis: bool = False
    talen: tuple[str, ...] = ()
    voor_jongeren: bool = False
    bron: str = ""
    nagekeken: dt.date | None = None


_LIJNEN = (
    Hulplijn("112", "112", ("112",), dag_en_nacht=True, gratis=True, bron="https://www.politie.nl/"),
    Hulplijn(
        "113",
        "113 Zelfmoordpreventie",
        ("113", "0800-0113"),
        site="113.nl",
        chat=True,
        dag_en_nacht=True,
        gratis=True,
        bron="https://www.113.nl/",
    ),
    Hulplijn(
        "veilig_thuis",
        "Veilig Thuis",
        ("0800-2000",),
        dag_en_nacht=True,
        gratis=True,
        bron="https://veiligthuis.nl/",
    ),
    Hulplijn(
        "seksueel_geweld",
        "Centrum Seksueel Geweld",
        ("0800-0188",),
        dag_en_nacht=True,
        gratis=True,
        bron="https://centrumseksueelgeweld.nl/",
    ),
    Hulplijn(
        "kindertelefoon",
        "Kindertelefoon",
        ("0800-0432",),
        elke_dag=True,
        gratis=True,
        voor_jongeren=True,
        bron="https://www.kindertelefoon.nl/",
    ),
    Hulplijn("politie", "Politie", ("0900-8844",), bron="https://www.politie.nl/"),
    Hulplijn(
        "helpwanted",
        "Helpwanted",
        site="helpwanted.nl",
        chat=True,
        gratis=True,
        talen=("nl", "en"),
        bron="https://www.helpwanted.nl/",
    ),
    # No number of its own: everybody has another one.
    Hulplijn("huisarts", "huisarts"),
)
HULPLIJNEN = {lijn.sleutel: lijn for lijn in _LIJNEN}


def tel(nummer: str) -> str:
    """What stands in an address to call: "0800-2000" → "tel:08002000"."""
    return f"tel:{nummer.replace('-', '')}"
