"""Which of our languages a text is in, by its letters and its small words; "" when that cannot be told."""

import re

TALEN = ("nl", "en", "tr", "pl", "ar", "uk")
_ARABISCH = re.compile(r"[\u0600-\u06ff]")
_CYRILLISCH = re.compile(r"[\u0400-\u04ff]")
_LETTERS = {"tr": re.compile(r"[ışğİ]"), "pl": re.compile(r"[łęąśżźćń]")}
_WOORDEN = {
    "nl": "ik de het een en mijn me mij mn niet nie wil van is dat hij zij ze op met heeft voor er aan die "
    "naar maar ben wat hoe kind zoon dochter vader moeder word wordt geen meer weg thuis uit ons zich "
    "kwil kben wie",
    "en": "i the a my is to and of me he she his her in it not don't dont want with has have was for how what "
    "im i'm am daughter son friend dad mum mom keeps who from help home",
    "tr": "bir ve benim bana beni kizim kızım oglum oğlum icin için ne cok çok evde artik artık kocam babam "
    "annem degil değil mi ile var yok daha arkadasim arkadaşım istemiyorum ediyor",
    "pl": "nie się sie na do i w z że ze jest mnie mam mój moj moja moje jak chce chcę syn córka corka mąż "
    "maz tata mama mi co po za od jestem boję dziecko",
}
_PER_TAAL = {taal: frozenset(woorden.split()) for taal, woorden in _WOORDEN.items()}
_WOORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def taal_van(tekst: str) -> str:
    """The language most of the text is in."""
    if _ARABISCH.search(tekst):
        return "ar"
    if _CYRILLISCH.search(tekst):
        return "uk"
    woorden = _WOORD.findall(tekst.casefold())
    punten = {taal: sum(woord in eigen for woord in woorden) for taal, eigen in _PER_TAAL.items()}
    for taal, letters in _LETTERS.items():
        punten[taal] += 2 * len(letters.findall(tekst))
    beste = max(punten, key=lambda taal: punten[taal])
    return beste if punten[beste] else ""
