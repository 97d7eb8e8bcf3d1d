"""Ages in a question: of the children it is about, and of who asks. Never stated when unsure.

A number is an age only where the words around it say so: most numbers in a story are durations ("al 2 jaar gepest"),
counts ("3 scholen"), marks ("een 7") or times. What is none is blanked first; what is left is read by a few forms.
Ages are (from, to) in completed years, both included.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from aanbod.zoeken.taal.woorden import schoon

OUDSTE = 27
Leeftijd = tuple[int, int]

_GETALLEN = {
    "een": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9, "tien": 10,
    "elf": 11, "twaalf": 12, "dertien": 13, "veertien": 14, "vijftien": 15, "zestien": 16, "zeventien": 17,
    "achttien": 18, "negentien": 19, "twintig": 20, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18,
}  # fmt: skip
_RANG = {
    "eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "vijfde": 5, "zesde": 6, "zevende": 7, "achtste": 8,
    "negende": 9, "tiende": 10, "elfde": 11, "twaalfde": 12, "dertiende": 13, "veertiende": 14, "vijftiende": 15,
    "zestiende": 16, "zeventiende": 17, "achttiende": 18,
}  # fmt: skip
_HELFTEN = {"anderhalf": 1.5, "anderhalve": 1.5, "tweeenhalf": 2.5, "drieenhalf": 3.5, "vierenhalf": 4.5}

_WOORDGETAL = "|".join(sorted({*_GETALLEN, *_HELFTEN}, key=len, reverse=True))
_N = rf"(?:\d{{1,2}}(?:[.,]\d)?|{_WOORDGETAL})"
_JAREN = (
    r"(?:jaar|jarigen?|jr|jaartjes?|jaren|j|years?(?: |-)?old|years?|yrs?|yo|y\.o|yas(?:ında|indaki|ındaki|inda)?|"
    r"lat(?:ka|ek)?|letni\w*|letnia|рок\w*|рік|річн\w*|سنوات|سنة|سنين|عام\w*)"
)
_MAANDEN = (
    r"(?:maanden|maand|mnd|mndn|maandjes|months?|aylik|aylık|miesiec\w*|місяц\w*|місяч\w*|شهر|اشهر|أشهر|"
    r"شهور)"
)
_KORTER = (
    r"(?:weken|week|weekjes|wk|weeks?|dagen|dag|days?|uur|uren|hours?|minuten|min|minutes|nachten|avonden|"
    r"keer|x)"
)
_TUSSENWOORD = (
    r"(?:(?:ruim|bijna|zo'n|ongeveer|circa|zeker|meer dan|minstens|nu|about|over|almost|"
    r"the last)\s+){0,2}"
)

# --- what is no age: durations, counts, marks, times ----------------------------------------------------------

_GEEN = (
    # "al 2 jaar", "sinds een jaar", "over 3 maanden", "cursus van 10 weken", "for two years"
    (rf"\b(?:al|sinds|sedert|gedurende|binnen|over|na|nog|elke?|iedere?|om de|duurt|wachten?|afgelopen|laatste|"
    rf"zit|for|since|within|"
    rf"after|every|past|od|через|منذ)\s+{_TUSSENWOORD}{_N}\s*(?:{_JAREN}|{_MAANDEN}|{_KORTER})\b"),
    (rf"\b(?:cursus|training|traject|programma|serie|reeks|course|wachttijd|wachtlijst)\s+(?:van|"
    rf"of)\s+{_TUSSENWOORD}{_N}\s*"
    rf"(?:{_JAREN}|{_MAANDEN}|{_KORTER}|bijeenkomsten|lessen)\b"),
    # "3 maanden thuis", "2 jaar geleden", "12 weken zwanger", "2 jaar uit elkaar"
    (rf"\b{_N}\s*(?:{_JAREN}|{_MAANDEN}|{_KORTER})\s+(?:lang\b|geleden|later|thuis|wachten|wachtlijst|wachttijd|"
    rf"gepest|ziek|zwanger|"
    rf"getrouwd|gescheiden|samen\b|uit elkaar|weg\b|in nederland|in holland|hier\b|bij elkaar|alleen\b|niet\b|"
    rf"geen\b|"
    rf"pregnant|ago|hamile|temu|тому)"),
    # counts and things at school: "3 scholen", "groep 8 van 25", "1 op 10"
    (rf"\b(?:van|met|of)\s+(?:de\s+)?{_N}\s+(?:kinderen|kids|leerlingen|kindjes|deelnemers|personen|jongens|"
    rf"meisjes|children|pupils)\b"),
    r"(?<=groep )(\d{1,2}) (?:van|met) \d{1,2}\b(?! jaar)",
    (rf"\b{_N}\s+(?:scholen|school|kinderen|kids|kindjes|zoons|zonen|dochters|broers|broertjes|zussen|zusjes|"
    rf"jongens|meisjes|meiden|"
    rf"leerlingen|klassen|gesprekken|lessen|bijeenkomsten|avonden|deelnemers|personen|mensen|gezinnen|instanties|"
    rf"hulpverleners|vrienden|vriendinnen|euro|kilo|kg|cm|km|meter|procent|graden|punten|toetsen|children|sons|"
    rf"daughters|"
    rf"schools|dzieci|çocuk|cocuk|дітеи|діти|أطفال|اطفال)\b"),
    rf"\b{_N}\s*(?:{_KORTER})\b(?!\s*(?:oud|old))",
    r"\b\d{1,2}[:.]\d{2}\b(?:\s*uur)?", r"€\s*\d+(?:[.,]\d+)?", r"\b\d+(?:[.,]\d+)?\s*(?:%|euro)",
    r"\b\d+\s*(?:op|van)\s*de\s*\d+\b", r"\btussen \d{1,2} en \d{1,2} uur\b", r"\b\d{1,2} tot \d{1,2} uur\b",
    # marks: "een 7", "haalt een 4,5"
    r"\been \d{1,2}(?:[.,]\d)?\b(?!\s*(?:jaar|-?jarige|maanden))",
    # house numbers, years, phone numbers, postcodes
    r"\b\d{3,}\b",
)  # fmt: skip
_GEEN_LEEFTIJD = [re.compile(patroon) for patroon in _GEEN]
_GROEP_VAN = re.compile(r"\bgroep (\d) (?:van|met) \d{1,2}\b(?! ?jaar)")

# --- what is -------------------------------------------------------------------------------------------------

_TOT = r"\s*(?:tot en met|t/m|tot|-|–|a|à|en|to|and|do|до|الى|إلى)\s*"
_BEREIK = re.compile(
    rf"\b(?:tussen(?: de)?\s+|van\s+|between\s+|from\s+)?({_N})(?:\s*{_JAREN})?{_TOT}({_N})\s*-?\s*{_JAREN}(?!\w)"
)
_BEREIK_LOS = re.compile(
    rf"\b(?:(?:tussen(?: de)?|between)\s+({_N})\s+(?:en|and)\s+({_N})|({_N})\s*(?:tot en met|t/m)\s*({_N})|"
    rf"(?:van|kinderen|leeftijd|ages?)\s+({_N})\s*(?:tot|-|–|to)\s*({_N}))\b(?!\s*(?:uur|euro|keer))"
)
_OPSOMMING = re.compile(
    rf"(?<!tussen )(?<!tussen de )(?<!between )\b({_N}(?:\s*(?:,|en|and|&|\+|of)\s*{_N}){{1,5}})\s*{_JAREN}(?!\w)"
)
_VANAF = re.compile(rf"\bvanaf\s+({_N})(?:\s*{_JAREN})?\b")
_MET_JAREN = re.compile(rf"\b({_N})\s*-?\s*{_JAREN}(?!\w)")
_MET_MAANDEN = re.compile(rf"\b({_N})\s*-?\s*{_MAANDEN}(?!\w)")
_WEKEN_OUD = re.compile(
    rf"\b{_N}\s*(?:weken|weekjes|dagen|weeks|days)\s*(?:oude?|old)\b|\b(?:baby\w*|kind\w*|zoon\w*|dochter\w*|"
    rf"kleintje|tweeling) van {_N} (?:weken|weekjes|dagen)\b"
)
_SCHOOLGROEP = re.compile(
    r"\bgroep\s*(\d|een|twee|drie|vier|vijf|zes|zeven|acht)(?:\s*(?:/|,|en|of|tot|t/m|-)\s*(?:groep\s*)?(\d))?\b"
)
_NIVEAU = r"(?:havo|vwo|vmbo|mavo|gymnasium|atheneum|praktijkonderwijs|klas|middelbare)"
_KLAS = re.compile(
    rf"\b{_NIVEAU}\s*-?\s*([1-6])\b|\b([1-6])\s*(?:e|de)?\s*-?\s*{_NIVEAU}\b|"
    rf"\b(eerste|tweede|derde|vierde|vijfde|zesde) (?:klas\b|jaar (?:van )?(?:de )?{_NIVEAU})"
)
# "zoon van 7", "dochter (9)", "kind van acht", "hij is 12", "jongen 10", "net 18", "bijna 18"
_PERSOON = (
    r"(?:zoon|zoontje|dochter|dochtertje|kind|kindje|jongen|jongetje|meisje|meid|kleinkind|kleinzoon|kleindochter|"
    r"neefje|nichtje|broer|broertje|zus|zusje|leerling|puber|tiener|kleuter|peuter|client|son|daughter|child|"
    r"boy|girl|"
    r"kid|driftkikker|stiefzoon|stiefdochter|pleegkind|pleegzoon|pleegdochter|jongere|oudste|jongste|middelste|"
    r"hij|zij|ze|he|she|"
    r"син\w*|доньк\w*|дитин\w*|syn\w*|cork\w*|dziecko|oglum|kizim|ابني|ابنتي|طفلي)"
)
_PERSOON_N = re.compile(
    rf"\b{_PERSOON}\s*(?:\(|,|:)?\s*(?:van|is|wordt|net|bijna|pas|is net|is bijna|of|aged|turns|werd|was|ma|"
    rf"має)?\s*"
    rf"(?:net |bijna |pas |al |nu )?({_N})\b(?!\s*(?:uur|euro|keer|{_KORTER}|{_MAANDEN}|{_JAREN}|jongere|oudere|"
    rf"kilo|scholen))"
)
_OPGESOMD_N = re.compile(
    rf"\b(?:kinderen|kids|zoons|dochters|meiden|jongens|meisjes|children|boys|girls)\s+(?:van|of|\(|"
    rf"aged)\s*({_N}(?:\s*(?:,|en|and|&|\+|of)\s*{_N}){{0,5}})\b(?!\s*(?:uur|keer))"
)
_NET = re.compile(
    r"(?<![\w,.] )(?:^|\b)(?:net|bijna|pas|just turned|turning) (\d{1,2}|achttien)\b(?!\s*(?:uur|keer|euro|"
    r"maand|week|weken|dagen|jaar (?:geleden|getrouwd)))"
)
_RANGWOORD = re.compile(
    r"\b(?:zijn|haar|mijn|hun) ("
    + "|".join(_RANG)
    + r")(?: (?:levensjaar|verjaardag))?\b(?! (?:school|keer|klas|kind|dag|week))"
)
_PUNTLOS = re.compile(r"^\D*\b(\d{1,2})\b\D*$")

# Who asks: "ik ben 35", "moeder van 40", "ik (38)"
_ZELF = re.compile(
    rf"\b(?:ik ben|ik|i am|i'm|im|ben|jestem|mam|ich bin)\s*\(?\s*(?:een |a )?(?:net |bijna |pas |nu |al )?"
    rf"(?:(?:jongen|meisje|meid|girl|boy) van )?(\d{{1,2}}|"
    rf"{_WOORDGETAL})\s*\)?(?:\s*-?\s*{_JAREN})?(?!\w)(?!\s*(?:maand|week|weken|kilo|keer|uur))"
)
_OUDER = re.compile(
    rf"\b(?:moeder|vader|mama|papa|ouder|oma|opa|man|vrouw|vriend|vriendin|partner|mum|mother|father|husband|"
    rf"wife)\s*"
    rf"(?:van|\(|is|,|of)\s*({_N})\s*\)?(?:\s*-?\s*{_JAREN})?(?!\w)"
)

LEEFTIJDSWOORDEN: dict[str, Leeftijd] = {
    "baby": (0, 1), "babys": (0, 1), "baby's": (0, 1), "babytje": (0, 1), "zuigeling": (0, 1), "pasgeboren": (0, 0),
    "pasgeborene": (0, 0), "newborn": (0, 0), "dreumes": (1, 2), "dreumesen": (1, 2), "peuter": (2, 4),
    "peuters": (2, 4), "peuterzoon": (2, 4), "peuterdochter": (2, 4), "toddler": (1, 4), "kleuter": (4, 6),
    "kleuters": (4, 6), "kleuterzoon": (4, 6), "kleuterdochter": (4, 6), "puber": (12, 17), "pubers": (12, 17),
    "puberzoon": (12, 17), "puberdochter": (12, 17), "tiener": (12, 17), "tieners": (12, 17),
    "tienerdochter": (12, 17), "tienerzoon": (12, 17), "teenager": (12, 17), "teen": (12, 17), "teenage": (12, 17),
    "brugklas": (11, 13), "brugklasser": (12, 13), "jongvolwassene": (18, 23), "jongvolwassenen": (18, 23),
    "nastolatek": (12, 17), "niemowle": (0, 1), "немовля": (0, 1), "підліток": (12, 17), "رضيع": (0, 1),
    "مراهق": (12, 17), "ergen": (12, 17), "bebek": (0, 1), "bebegim": (0, 1),
}  # fmt: skip

_ZWANGER = re.compile(
    r"\b(?:zwanger\w*|in verwachting|uitgerekend|pregnant|expecting (?:a|our|my)|hamile\w*|w ciazy|вагітн\w*)|حامل"
)
_NIET_ZWANGER = re.compile(
    r"\b(?:niet|nu niet|nooit|geen|niet meer|not) (?:\w+ )?(?:zwanger|pregnant)|zwanger(?:schap)? (?:worden|"
    r"raken)|voorkom\w* zwanger|"
    r"(?:zwangerschap|zwanger) voorkom|(?:was|bang om) zwanger|raken zwanger|get pregnant"
)


@dataclass(frozen=True)
class Leeftijden:
    """What was said. ``kinderen``: one per child or range; ``vrager``: of an adult who asks, or None."""

    kinderen: tuple[Leeftijd, ...] = ()
    vrager: int | None = None
    zwanger: bool = False


def lees_leeftijden(vraag: str) -> Leeftijden:
    """All ages a text states; nothing where it is unsure."""
    tekst = schoon(vraag).replace("’", "'")
    zwanger = bool(_ZWANGER.search(tekst)) and not _NIET_ZWANGER.search(tekst)
    tekst = _GROEP_VAN.sub(r"groep \1", tekst)
    gevonden: list[Leeftijd] = []
    # A school year before counts go: "groep 8 van 25".
    tekst = _neem(tekst, _SCHOOLGROEP, lambda m: _van_groep(m[1], m[2]), gevonden)
    tekst = _neem(tekst, _KLAS, lambda m: _van_klas(m[1] or m[2] or m[3]), gevonden)
    tekst = _neem(tekst, _WEKEN_OUD, lambda _: [(0, 0)], gevonden)
    for patroon in _GEEN_LEEFTIJD:
        tekst = patroon.sub(" ; ", tekst)
    vragers: list[int] = []
    tekst = _ZELF.sub(lambda m: _onthoud(vragers, m[1]), tekst)
    ouders: list[int] = []
    tekst = _OUDER.sub(lambda m: _onthoud(ouders, m[1]), tekst)
    tekst = _lees_kinderen(tekst, gevonden)
    volwassen = [n for n in vragers if n > OUDSTE] + ouders
    jong = [n for n in vragers if n <= OUDSTE]
    if not gevonden and not volwassen and jong:
        gevonden = [(jong[0], jong[0])]
    elif not volwassen and jong:
        volwassen = jong
    if not gevonden:
        gevonden = _van_woorden(tekst)
    uniek = tuple(dict.fromkeys(leeftijd for leeftijd in gevonden if leeftijd[0] <= OUDSTE))
    return Leeftijden(uniek, volwassen[0] if volwassen else None, zwanger)


def _lees_kinderen(tekst: str, gevonden: list[Leeftijd]) -> str:
    """The forms one after another, each blanking what it took, so that a number is read once."""
    tekst = _neem(tekst, _OPSOMMING, lambda m: _opsomming(m[1]), gevonden)
    tekst = _neem(tekst, _BEREIK, lambda m: _van_tot(m[1], m[2], m[0]), gevonden)
    tekst = _neem(tekst, _BEREIK_LOS, _van_tot_los, gevonden)
    tekst = _neem(tekst, _OPGESOMD_N, lambda m: _opsomming(m[1]), gevonden)
    tekst = _neem(tekst, _MET_JAREN, lambda m: _een(m[1]), gevonden)
    tekst = _neem(tekst, _MET_MAANDEN, lambda m: _van_maanden(m[1]), gevonden)
    tekst = _neem(tekst, _VANAF, lambda m: _een(m[1]), gevonden)
    tekst = _neem(tekst, _PERSOON_N, lambda m: _een(m[1]), gevonden)
    tekst = _neem(tekst, _RANGWOORD, lambda m: [(max(_RANG[m[1]] - 1, 0), _RANG[m[1]])], gevonden)
    tekst = _neem(tekst, _NET, lambda m: _een(m[1]), gevonden)
    return _neem(tekst, re.compile(r"\bvan (anderhalf|tweeenhalf|drieenhalf)\b"), lambda m: _een(m[1]), gevonden)


def _neem(
    tekst: str, patroon: re.Pattern[str], lees: Callable[[re.Match[str]], list[Leeftijd]], gevonden: list[Leeftijd]
) -> str:
    def vervang(treffer: re.Match[str]) -> str:
        gelezen = lees(treffer)
        gevonden.extend(gelezen)
        return " ; " if gelezen else treffer[0]

    return patroon.sub(vervang, tekst)


def _onthoud(waar: list[int], tekst: str) -> str:
    waar.append(int(_getal(tekst)))
    return " ; "


def _getal(tekst: str) -> float:
    if tekst in _GETALLEN:
        return float(_GETALLEN[tekst])
    return _HELFTEN[tekst] if tekst in _HELFTEN else float(tekst.replace(",", "."))


def _een(tekst: str) -> list[Leeftijd]:
    """An age and a half is told by both years it lies between: an offer for either fits."""
    jaren = _getal(tekst)
    return [(int(jaren), int(jaren) if jaren.is_integer() else int(jaren) + 1)] if jaren <= OUDSTE else []


def _van_tot(eerste: str, tweede: str, geheel: str) -> list[Leeftijd]:
    """ "4 en 7 jaar" are two children, "4 tot 7 jaar" is a range."""
    van, tot = int(_getal(eerste)), int(_getal(tweede))
    if re.search(r"(?<!tot )\b(?:en|and)\b(?! met)", geheel) and not re.match(r"(?:tussen|between)", geheel):
        return [*_een(eerste), *_een(tweede)]
    return [(van, min(tot, OUDSTE))] if van <= tot and van <= OUDSTE else []


def _van_tot_los(treffer: re.Match[str]) -> list[Leeftijd]:
    """The two numbers of whichever form of the pattern matched."""
    van, tot = (deel for deel in treffer.groups() if deel)
    return _van_tot(van, tot, "tot")


def _opsomming(tekst: str) -> list[Leeftijd]:
    return [leeftijd for getal in re.findall(_N, tekst) for leeftijd in _een(getal)]


def _van_maanden(tekst: str) -> list[Leeftijd]:
    jaren = int(_getal(tekst) // 12)
    return [(jaren, jaren)]


def _van_groep(van: str, tot: str | None) -> list[Leeftijd]:
    """Groep 1 is the year one turns five: "groep 8" is 11 or 12 years old."""
    eerste = int(_getal(van))
    laatste = int(tot) if tot else eerste
    return [(eerste + 3, laatste + 4)] if 1 <= eerste <= laatste <= 8 else []


def _van_klas(tekst: str) -> list[Leeftijd]:
    jaar = _RANG.get(tekst) or int(tekst)
    return [(jaar + 11, jaar + 12)]


def _van_woorden(tekst: str) -> list[Leeftijd]:
    """Nobody said a number: "mijn peuter", "een puber"; and one bare number in a few words ("faalangst 9")."""
    woorden = re.findall(r"[^\W\d_]+(?:'s)?", tekst)
    gevonden = [LEEFTIJDSWOORDEN[woord] for woord in woorden if woord in LEEFTIJDSWOORDEN]
    if not gevonden and len(woorden) <= 4 and (los := _PUNTLOS.match(tekst)) and "," not in tekst and ";" not in tekst:
        return _een(los[1])
    return gevonden
