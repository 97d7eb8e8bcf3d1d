"""What a reason of the pooling kernel says of many needs at once, in one sentence."""

from marktplein.basis.mensen import meervoud

LEEMTE = {
    "TOO_FEW_CHILDREN": "Er zijn nog te weinig {wie} voor een groep.",
    "TOO_FEW_CHILDREN_LEFT": "Er zijn te weinig {wie} over voor nog een groep.",
    "NO_SHARED_DAYPART": "Er zijn genoeg {wie}, maar niet op hetzelfde dagdeel.",
    "AGE": "De leeftijden passen niet bij deze training.",
    "NO_ROOM_WITHIN_KM": "Er is geen ruimte dichtbij die groot genoeg is.",
    "NO_ROOM_DAYPART": "De ruimtes dichtbij zijn dicht op de dagdelen die passen.",
    "ROOMS_TAKEN": "De ruimtes dichtbij zijn al bezet.",
    "NO_TRAINER": "Er zijn te weinig trainers.",
    "TRAINERS_TAKEN": "De trainers hebben dan al een groep.",
    "STARTS_LATER": "Deze vragen beginnen pas later.",
    "GEEN_GROEPSAANBOD": "Er ligt nog geen groepstraining op de plank die past.",
    "NIET_VOOR_DEZE_MENSEN": "Er ligt geen groepstraining voor {wie} op de plank.",
    "NIET_OP_DE_PLANK": "Deze training wordt nu niet aangeboden.",
}


def wat_mist(code: str, voor: str) -> str:
    return LEEMTE.get(code, "Er is nog geen groep gevonden.").format(wie=meervoud(voor))
