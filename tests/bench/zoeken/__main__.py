"""How well the search finds what people ask for, by questions of somebody who saw only names and descriptions.

    python -m tests.bench zoeken [--toets]

``vragen.json`` is split in half by lot: ``stem`` is what the weights may be fitted on, ``toets`` (with ``--toets``) is
what is reported. Of each question: recall@5 (of what should be found), nDCG@5 (gain 3 and 1) and MRR, per language and
kind of question.
"""

import json
import math
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import django
from django.core.management import call_command

VRAGEN = Path(__file__).with_name("vragen.json")
BIJ = 5
GOED, OOK = 3, 1


def cijfers(gevonden: Sequence[str], goed: Sequence[str], ook: Sequence[str]) -> tuple[float, float, float]:
    """(recall@5, nDCG@5, reciprocal rank) of a list of names, best first."""
    winst = {**dict.fromkeys(ook, OOK), **dict.fromkeys(goed, GOED)}
    top = list(dict.fromkeys(gevonden))
    recall = len(set(goed) & set(top[:BIJ])) / len(set(goed))
    ideaal = sorted(winst.values(), reverse=True)[:BIJ]
    ndcg = _gewogen([winst.get(naam, 0) for naam in top[:BIJ]]) / _gewogen(ideaal)
    eerste = next((plaats for plaats, naam in enumerate(top, start=1) if naam in set(goed)), None)
    return recall, ndcg, 1 / eerste if eerste else 0.0


def _gewogen(winsten: Sequence[int]) -> float:
    return sum(winst / math.log2(plaats + 2) for plaats, winst in enumerate(winsten))


def meet(deel: str) -> dict[str, list[tuple[float, float, float]]]:
    from aanbod.zoeken.selectors import zoek

    per: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    for rij in json.loads(VRAGEN.read_text("utf-8")):
        if rij["deel"] == deel:
            namen = [een.naam for een in zoek(rij["vraag"], hoogstens=20).gevonden]
            uitslag = cijfers(namen, rij["goed"], rij["ook"])
            for groep in ("alle", f"taal {rij['taal']}", f"soort {rij['soort']}", f"wie {rij['wie']}"):
                per[groep].append(uitslag)
    return per


def main(argumenten: Sequence[str]) -> int:
    from aanbod.zoeken.services import bereken_vectoren, haal_in
    from marktplein.taal.inbedder import geef_inbedder

    call_command("laad_demo", stdout=open("/dev/null", "w"))  # noqa: SIM115 - closed with the process
    haal_in()
    bereken_vectoren(seconden=3600)
    deel = "toets" if "--toets" in argumenten else "stem"
    print(f"\nzoeken, helft {deel}, {'met' if geef_inbedder() else 'zonder'} taalmodel")
    print(f"{'':24} {'vragen':>7} {'recall@5':>9} {'nDCG@5':>8} {'MRR':>7}")
    uitslagen: dict[str, Any] = meet(deel)
    for groep, rijen in sorted(uitslagen.items(), key=lambda paar: (paar[0] != "alle", paar[0])):
        recall, ndcg, mrr = (sum(kolom) / len(rijen) for kolom in zip(*rijen, strict=True))
        print(f"{groep:24} {len(rijen):7} {recall:9.3f} {ndcg:8.3f} {mrr:7.3f}")
    return 0


if __name__ == "__main__":
    django.setup()
    sys.exit(main(sys.argv[1:]))
