"""Keep the search index of offers: what each can be found by, computed by our own code (aanbod.zoeken)."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from django.db import connection
from django.db.models import QuerySet

from aanbod.models import Interventie, Thema
from aanbod.zoeken.taal import woorden as w

PER_KEER = 500
# Weights of PostgreSQL, best first: name; themes and everyday words; what it says; parts and stems of all these.
NAAM, THEMA, TEKST, AFGELEID = "A", "B", "C", "D"

_BIJWERKEN = """
    UPDATE aanbod_interventie AS i SET zoekvector = nieuw.vector::tsvector
    FROM unnest(%s::bigint[], %s::text[]) AS nieuw(id, vector)
    WHERE i.id = nieuw.id
"""
# Whole words: no stems ("~pest"), phrases ("niet_durven") or numbers. Sorted, so that no two wait for each other.
_WOORDEN_OPNEMEN = """
    INSERT INTO aanbod_zoekterm (woord)
    SELECT DISTINCT woord FROM aanbod_interventie, unnest(tsvector_to_array(zoekvector)) AS woord
    WHERE id = ANY(%s) AND length(woord) BETWEEN 4 AND 60 AND woord !~ '[~_0-9]'
    ORDER BY woord
    ON CONFLICT DO NOTHING
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
    nummers = [interventie.pk for interventie in interventies]
    if nummers:
        vectoren = [index_van(interventie, interventie.themas.all()) for interventie in interventies]
        with connection.cursor() as cursor:
            cursor.execute(_BIJWERKEN, [nummers, vectoren])
        neem_woorden_op(nummers)


def neem_woorden_op(nummers: Sequence[int]) -> None:
    """Remember the words of these indexed offers, to compare typing mistakes with. One no longer used does no harm."""
    with connection.cursor() as cursor:
        cursor.execute(_WOORDEN_OPNEMEN, [list(nummers)])


def index_van(interventie: Interventie, themas: Iterable[Thema]) -> str:
    """The tsvector, as a literal, of an offer with these themes; of an unsaved one too, to write both at once."""
    termen: dict[str, str] = {}
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
            for term, waarde in _termen_van(tekst, gewicht, tekst in alledaags).items():
                _houd_beste(termen, term, waarde)
    return " ".join(f"'{term.replace(chr(39), chr(39) * 2)}':1{gewicht}" for term, gewicht in termen.items())


@lru_cache(maxsize=4096)
def _termen_van(tekst: str, gewicht: str, alledaags: bool) -> dict[str, str]:
    """The terms of one text with their weight; the words of a theme return with each of its offers."""
    rij = w.woorden(tekst)
    termen: dict[str, str] = {}
    _voeg_toe(termen, rij, gewicht, is_frase=alledaags and len(rij) > 1)
    return termen


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
