"""What the pages that explain say until an editor writes something else. Pure: no row is needed for a page to open.

Each leads on to what is not ours: none of them keeps a plan, an outcome or a decision about anybody.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Uitleg:
    """``voor``: "jongeren" are spoken to with "je", "ouders" with "u", "professionals" with "je"."""

    titel: str
    titel_en: str
    tekst: str
    tekst_en: str
    voor: str


JONGEREN, OUDERS, PROFESSIONALS = "jongeren", "ouders", "professionals"


def _lees() -> dict[str, Uitleg]:
    """The file ``begin.json``."""
    paginas = json.loads(Path(__file__).with_name("begin.json").read_text("utf-8"))["paginas"]
    return {
        slug: Uitleg(p["titel"], p["titel_en"], "\n\n".join(p["tekst"]), "\n\n".join(p["tekst_en"]), p["voor"])
        for slug, p in paginas.items()
    }


BEGIN: Mapping[str, Uitleg] = _lees()

# The care paths of which a name is known. The others wait for who knows them.
ZORGPADNAMEN: Mapping[int, str] = {
    1: "onbedoelde zwangerschap",
    2: "op gezond gewicht",
    3: "inkomen",
    4: "huisvesting",
}

# What the empty form asks. It is filled in at home and never comes back here.
TOEKOMSTPLAN: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Dit ben ik", ("Waar ben ik goed in?", "Wat vind ik belangrijk?")),
    ("Dit wil ik", ("Hoe ziet mijn leven eruit over een jaar?", "En over vijf jaar?")),
    ("School en werk", ("Wat doe ik nu?", "Wat is mijn volgende stap, en wanneer?")),
    ("Wonen", ("Waar woon ik nu?", "Waar wil ik wonen, en wat is daarvoor nodig?")),
    ("Geld", ("Wat komt er binnen en wat gaat eruit?", "Wat regel ik voor ik 18 word? Denk aan een verzekering.")),
    ("Gezondheid en hulp", ("Welke hulp heb ik nu?", "Welke hulp wil ik houden na mijn 18e, en wie regelt dat?")),
    ("Mijn mensen", ("Wie kan ik altijd bellen?", "Wie kijkt met mij naar dit plan, en wanneer?")),
)

# Which of these pages belong with which theme (by slug); on the page of Kansrijke Start stand the care paths.
UITLEG_BIJ: Mapping[str, tuple[str, ...]] = {
    "gevoelens": ("hart-en-ziel",),
    "opvoeden": ("giz",),
    "puber": ("hoezitdat",),
    "samenwerken": ("samenwerkingsplan", "berichtenverkeer"),
    "school-en-overgang": ("warme-overdracht", "hart-en-ziel"),
    "seksualiteit-en-relaties": ("hoezitdat",),
    "signaleren": ("giz", "samenwerkingsplan"),
    "social-media": ("hoezitdat",),
    "steun-thuis": ("1gezin1plan",),
    "stress": ("hoezitdat",),
    "zelfstandig-worden": ("toekomstplan",),
}
KANSRIJKE_START_BIJ = frozenset({"baby-en-zwangerschap", "peuter"})
