"""An answer goes to JSON and back."""

import json

from tests.bench.groepsvorming.genereer import genereer
from vraag.matching import lees_instantie, los_op, naar_json
from vraag.matching.probleem.uitvoer import van_json


def test_antwoord_overleeft_json():
    inst = lees_instantie(genereer(60, 3))
    oplossing = los_op(inst)
    assert van_json(json.loads(json.dumps(naar_json(oplossing)))).groepen == oplossing.groepen
    assert naar_json(van_json(naar_json(oplossing))) == naar_json(oplossing)
