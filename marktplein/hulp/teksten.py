"""What is said to somebody in danger, in six languages: the files in ``teksten/``, one per language.

They were translated by machine and not yet checked by a person who speaks the language; once that was done, the day and
the person's role stand in the file under "nagekeken". A text is one sentence for everybody, or two: "u" and "je".
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from marktplein.taal.welke import TALEN

_MAP = Path(__file__).parent / "teksten"
RECHTS_NAAR_LINKS = frozenset({"ar"})
ZELFNAAM = {
    "nl": "Nederlands",
    "en": "English",
    "tr": "Türkçe",
    "pl": "Polski",
    "ar": "العربية",
    "uk": "Українська",
}


@cache
def _lees(taal: str) -> dict[str, Any]:
    gelezen: dict[str, Any] = json.loads((_MAP / f"{taal}.json").read_text("utf-8"))
    return gelezen


def tekst(taal: str, *sleutels: str, jong: bool = True) -> str:
    """The text under these keys; KeyError when there is none. Languages that we do not speak are answered in Dutch."""
    waarde: Any = _lees(taal if taal in TALEN else "nl")
    for sleutel in sleutels:
        waarde = waarde[sleutel]
    return str(waarde["je" if jong else "u"] if isinstance(waarde, dict) else waarde)
