"""Solve a few instances and tell what came of each, in bytes; run by ``test_herhaalbaar`` in processes of its own.

    python -m tests.vraag.matching.herhaal SEED

SEED shuffles every list and every object of the input. On each line the digest of an answer and of the bounds on the
way to it. The instances come twice: a process that has worked before answers as a fresh one does.
"""

import json
import random
import sys
from hashlib import sha256
from typing import Any

from tests.bench.groepsvorming.genereer import genereer
from vraag.matching import Instantie, Oplossing, inspanning_voor, lees_instantie, los_op, naar_json
from vraag.matching.zoeken import grens

# Requests and seed: each of them keeps the search busy in another stage (dives, neighbourhoods, cutting planes).
WERELDEN = ((40, 1), (80, 2), (110, 3))


def schud(waarde: Any, dobbel: random.Random, naam: str = "", diep: int = 0) -> Any:
    if isinstance(waarde, dict):
        paren = [(sleutel, schud(deel, dobbel, sleutel, diep + 1)) for sleutel, deel in waarde.items()]
        dobbel.shuffle(paren)
        return dict(paren)
    if isinstance(waarde, list) and not (naam == "dayparts" and diep == 1):
        # A pair of a room and a daypart is no list of things.
        delen = [deel if naam == "excluded" else schud(deel, dobbel, naam, diep) for deel in waarde]
        dobbel.shuffle(delen)
        return delen
    return waarde


def antwoord(inst: Instantie, start: Oplossing | None = None) -> tuple[Oplossing, str]:
    """The answer, and the digest of it with the bound of every round of pricing: what is off by a hair shows there."""
    onderweg: list[str] = []
    prijs = grens.prijs_alles

    def luister(*args: Any) -> grens.Ronde:
        ronde = prijs(*args)
        onderweg.append(ronde.grens.hex())
        return ronde

    grens.prijs_alles = luister
    try:
        uit = los_op(inst, start=start, inspanning=inspanning_voor(inst))
    finally:
        grens.prijs_alles = prijs
    tekst = json.dumps([naar_json(uit), onderweg])
    return uit, sha256(tekst.encode()).hexdigest()


def main(zaad: str) -> None:
    dobbel = random.Random(zaad)
    werelden = [schud(genereer(aantal, bron, 1), dobbel) for aantal, bron in WERELDEN]
    for _ in range(2):
        for wereld in werelden:
            inst = lees_instantie(wereld)
            uit, eerst = antwoord(inst)
            print(eerst)
            # As in a what-if: from a plan that runs, of which one group is gone.
            half = Oplossing(inst.naam, uit.groepen[1:], uit.aansluitingen, (), uit.doel)
            print(antwoord(inst, half)[1])


if __name__ == "__main__":
    main(sys.argv[1])
