"""Who asks: a colleague who looks for a training, or somebody who needs help. A parent mentions "juf" as well."""

import re

from aanbod.zoeken.taal.woorden import schoon

_BEROEP = (
    r"(?:leerkracht|leraar|lerares|docent|docente|juf|meester|mentor|intern begeleider|ib'?er|onderwijsassistent|"
    r"pedagogisch medewerker|pm'?er|jeugdverpleegkundige|jeugdarts|verpleegkundige|huisarts|"
    r"praktijkondersteuner|poh|"
    r"pedagoog|orthopedagoog|psycholoog|maatschappelijk werker|jongerenwerker|wijkagent|gezinscoach|"
    r"jeugdprofessional|"
    r"hulpverlener|professional|zorgcoordinator|rugby ?trainer|voetbaltrainer|sporttrainer|trainer|coach|"
    r"scoutingleider|leid(?:er|ster)|gastouder|"
    r"vrijwilliger|verloskundige|kraamverzorgster|schoolleider|directeur|teamleider|beleidsmedewerker|consulent|"
    r"teacher|"
    r"social worker|gp|nurse|nauczyciel\w*|ogretmen\w*)"
)
# Somebody says what they are, or what a colleague alone says.
_ZEKER = re.compile(
    rf"\b(?:ik ben|ik werk als|als|i am an?|i'm an?|jestem|wij zijn|we zijn) (?:een |"
    rf"de )?(?:\w+ )?{_BEROEP}(?:s|en)?\b|"
    r"\bik werk (?:op|bij|in|met|voor) (?!home|mijn|nachten)|\bin mijn (?:praktijk|spreekkamer|spreekuur|"
    r"caseload|kleedkamer)\b|"
    r"\b(?:mijn|onze|een|bij|met|voor|de) (?:client\w*|leerling(?:en)?|pupil(?:len)?|casus)\b|\bcli[eë]nt(?:en|"
    r"e)?\b|\bjeugdige\b|"
    r"\b(?:bij|na)?scholing\w*\b|\bmeldcode\b|\bintervisie\b|\bmdo\b|\bcasus\w*\b|\bdeskundigheidsbevordering\b|"
    r"\b(?:avg|beroepsgeheim|aandachtsfunctionaris|casusregie|gastles\w*|lespakket|teamtraining|studiedag|"
    r"accreditatie|skj)\b|"
    rf"\b(?:training|cursus|workshop|webinar|bijeenkomst|lessen|les|course) (?:\w+ ){{0,3}}(?:voor|"
    rf"for) (?:\w+ ){{0,2}}"
    rf"(?:{_BEROEP}(?:s|en|nen)?|professionals?|ons team|mijn team|het team|collega'?s|teachers|staff|leraren|"
    rf"docenten|scholen|vrijwilligers|medewerkers|de klas|mijn klas|een klas)\b|"
    r"\bons team\b|\bmijn collega'?s\b|\b(?:herkennen|signaleren) (?:bij|van|in|op)\b|\bsignalering\b|"
    r"\bwarme overdracht\b|"
    r"\bonze (?:school|leerlingen|klassen)\b"
)
# Alone in a short question these say it as well ("leerkracht pesten"), unless it is about an own child.
_MISSCHIEN = re.compile(
    rf"\b(?:{_BEROEP}|leerkrachten|docenten|leraren|professionals|hulpverleners|medewerkers|trainers|"
    rf"vrijwilligers|mentoren|regisseur|signaleren|herkennen|leerling(?:en)?)\b"
)
_VAN_EEN_ANDER = re.compile(
    rf"\b(?:de|zijn|haar|hun|een|onze|mijn|m'n|zn|the|her|his|volgens|van|door|bij|met|naar|tegen|"
    rf"aan) (?:\w+ )?{_BEROEP}(?:s|en)?\b"
)
_EIGEN_KIND = re.compile(
    r"\b(?:mijn|m'n|mn|onze|ons|my|our) (?:\w+ )?(?:zoon\w*|dochter\w*|kind\w*|jongen|jongetje|meisje|meid|"
    r"puber\w*|peuter\w*|"
    r"kleuter\w*|baby\w*|dreumes|tiener\w*|oudste|jongste|kleinkind\w*|kleinzoon|kleindochter|son|daughter|"
    r"child|kid|tweeling|kids)\b|"
    r"\bik ben (?:de )?(?:moeder|vader|oma|opa)\b|\b(?:ouders?|moeder|vader) van\b|\bhoe krijg ik hem\b"
)
KORT = 6


def is_collega(vraag: str) -> bool:
    """Whether a colleague asks, as far as the words tell; unsure is no."""
    tekst = schoon(vraag).replace("’", "'")
    if _EIGEN_KIND.search(tekst):
        return bool(re.search(rf"\b(?:ik ben|ik werk als) (?:een )?(?:\w+ )?{_BEROEP}\b", tekst))
    if _ZEKER.search(tekst):
        return True
    kort = len(tekst.split()) <= KORT
    return kort and bool(_MISSCHIEN.search(tekst)) and not _VAN_EEN_ANDER.search(tekst)
