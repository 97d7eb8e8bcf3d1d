"""Keep the search index of offers: what each can be found by, computed by our own code (aanbod.zoeken)."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from django.db import connection
from django.db.models import QuerySet

from aanbod.models import Interventie, Thema
from aanbod.zoeken import woorden as w

PER_KEER = 500
# Weights of PostgreSQL, best first: name; themes and everyday words; what it says; parts and stems of all these.
NAAM, THEMA, TEKST, AFGELEID = "A", "B", "C", "D"

_BIJWERKEN = """
    UPDATE aanbod_interventie AS i SET zoektekst = nieuw.tekst, zoekvector = nieuw.vector::tsvector
    FROM unnest(%s::bigint[], %s::text[], %s::text[]) AS nieuw(id, tekst, vector)
    WHERE i.id = nieuw.id
"""


def werk_zoekindex_bij(interventie: Interventie) -> None:
    """Compute the index of one offer anew. Call it after every change of the offer or its themes."""
    _bewaar(list(_met_themas(Interventie.objects.filter(pk=interventie.pk))))


def werk_zoekindex_van_thema_bij(thema: Thema) -> int:
    """After a change of a theme or its everyday words: every offer with this theme. Answers how many."""
    return _werk_bij(Interventie.objects.filter(themas=thema))


def werk_hele_zoekindex_bij(*, alleen_ontbrekende: bool = False) -> int:
    """All offers, or those that have no index yet. Answers how many."""
    alles = Interventie.objects.all()
    return _werk_bij(alles.filter(zoekvector__isnull=True) if alleen_ontbrekende else alles)


def _werk_bij(interventies: QuerySet[Interventie]) -> int:
    nummers = list(interventies.order_by("pk").values_list("pk", flat=True))
    for begin in range(0, len(nummers), PER_KEER):
        _bewaar(list(_met_themas(Interventie.objects.filter(pk__in=nummers[begin : begin + PER_KEER]))))
    return len(nummers)


def _met_themas(interventies: QuerySet[Interventie]) -> Iterable[Interventie]:
    return interventies.prefetch_related("themas__zoekwoorden").order_by("pk")


def _bewaar(interventies: Sequence[Interventie]) -> None:
    regels = [(interventie.pk, *index_van(interventie, interventie.themas.all())) for interventie in interventies]
    if regels:
        with connection.cursor() as cursor:
            cursor.execute(_BIJWERKEN, [list(kolom) for kolom in zip(*regels, strict=True)])


def index_van(interventie: Interventie, themas: Iterable[Thema]) -> tuple[str, str]:
    """(zoektekst, tsvector literal) of an offer with these themes; of an unsaved one too, to write both at once."""
    termen: dict[str, str] = {}
    geschreven: dict[str, None] = {}
    bij = list(themas)
    namen = [thema.naam for thema in bij]
    alledaags = [zoekwoord.woord for thema in bij for zoekwoord in thema.zoekwoorden.all()]
    bronnen = (
        (NAAM, [interventie.naam]),
        (THEMA, [*namen, *alledaags]),
        (TEKST, [interventie.omschrijving, interventie.get_vorm_display(), interventie.aanbieder]),
    )
    for gewicht, teksten in bronnen:
        for tekst in teksten:
            rij, gevonden = _termen_van(tekst, gewicht, tekst in alledaags)
            geschreven.update(dict.fromkeys(rij))
            for term, waarde in gevonden.items():
                _houd_beste(termen, term, waarde)
    vector = " ".join(f"'{term.replace(chr(39), chr(39) * 2)}':1{gewicht}" for term, gewicht in termen.items())
    return " ".join(geschreven), vector


@lru_cache(maxsize=4096)
def _termen_van(tekst: str, gewicht: str, alledaags: bool) -> tuple[list[str], dict[str, str]]:
    """(words, terms with their weight) of one text; the words of a theme return with each of its offers."""
    rij = w.woorden(tekst)
    termen: dict[str, str] = {}
    _voeg_toe(termen, rij, gewicht, is_frase=alledaags and len(rij) > 1)
    return rij, termen


def _voeg_toe(termen: dict[str, str], rij: Sequence[str], gewicht: str, *, is_frase: bool) -> None:
    """Terms keep the best weight they were found with. Of a phrase, the whole counts and its words hardly."""
    if is_frase:
        _houd_beste(termen, w.frase(" ".join(rij)), gewicht)
        gewicht = AFGELEID
    elif gewicht == NAAM:
        for frase in w.frases(rij):
            _houd_beste(termen, frase, gewicht)
    for woord in rij:
        if w.is_stopwoord(woord):
            continue
        _houd_beste(termen, woord, gewicht)
        _houd_beste(termen, w.grondvorm(woord), gewicht)
        for deel in (*w.delen(woord), w.stam(woord)):
            _houd_beste(termen, deel, AFGELEID)


def _houd_beste(termen: dict[str, str], term: str, gewicht: str) -> None:
    if term and gewicht < termen.get(term, "E"):
        termen[term] = gewicht
