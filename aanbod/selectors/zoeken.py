"""Find offers by a question in everyday words.

Each word of the question becomes a few terms (aanbod.zoeken); a rare term says more than a common one (idf), a term
in the name more than one in the text (the weights of the vector). Words we do not know are compared by trigrams, so
that a typing mistake still finds something. Ages and colleagues that are meant move offers up or down.
"""

import math
from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection
from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    ExpressionWrapper,
    F,
    FloatField,
    Func,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Greatest

from aanbod.enums import Doelgroep
from aanbod.models import Interventie
from aanbod.workflow import InterventieStaat
from aanbod.zoeken import woorden as w
from aanbod.zoeken.vraag import Begrepen, begrijp
from gemeenten.models import Gemeente, Kern

# Frequencies are counted up to here: beyond it a term is common anyway, and counting stays quick on 100,000 offers.
TELGRENS = 2000
GEWICHT_DEEL, GEWICHT_STAM, GEWICHT_FRASE = 0.6, 0.45, 1.6
GEWICHT_TYPFOUT = 0.5
# Answers below this part of the best score are noise; beyond so many nobody looks.
VEEL_SLECHTER = 0.2
HOOGSTENS = 200
NIET_DE_LEEFTIJD, NIET_VOOR_U, VOOR_COLLEGAS = 0.4, 0.35, 1.5

Gewogen = dict[str, float]


def gepubliceerd() -> QuerySet[Interventie]:
    return Interventie.objects.filter(staat=InterventieStaat.GEPUBLICEERD).order_by("naam", "pk")


def zoek_interventies(vraag: str, *, binnen: QuerySet[Interventie] | None = None) -> QuerySet[Interventie]:
    """Published offers (or those of ``binnen``) that answer a question, best first; filters can still be added.

    An empty question gives all, by name. At most HOOGSTENS answers, and none that is far worse than the best one:
    the ranking is computed here, once, however often the result is counted and cut into pages.
    """
    interventies = gepubliceerd() if binnen is None else binnen
    begrepen = begrijp(vraag)
    if not begrepen.woorden:
        return interventies
    groepen = _weeg(_termen(begrepen.woorden))
    onbekend = _onbekende(begrepen.woorden, groepen)
    if not groepen and not onbekend:
        return _past_bij(interventies, begrepen.leeftijd) if begrepen.leeftijd else interventies.none()
    raak = Q()
    if groepen:
        raak |= Q(Raakt({term for groep in groepen for term in groep}))
    for woord in onbekend:
        raak |= Q(zoektekst__trigram_word_similar=woord)
    scores = (
        interventies.filter(raak)
        .annotate(score=ExpressionWrapper(_score(groepen, onbekend) * _past(begrepen), output_field=FloatField()))
        .order_by("-score", "naam", "pk")
        .values_list("pk", "score")[:HOOGSTENS]
    )
    return _op_volgorde(interventies, list(scores))


def _op_volgorde(interventies: QuerySet[Interventie], scores: list[tuple[int, float]]) -> QuerySet[Interventie]:
    """The best of these, in this order."""
    grens = scores[0][1] * VEEL_SLECHTER if scores else 0
    nummers = [pk for pk, score in scores if score >= grens]
    plek = Func(Value(nummers, ArrayField(BigIntegerField())), F("pk"), function="array_position")
    return interventies.filter(pk__in=nummers).order_by(plek)


def plaats_in(vraag: str) -> Gemeente | None:
    """The municipality somebody names, directly or by one of its villages."""
    rij = w.woorden(vraag)
    namen = {" ".join(rij[i : i + n]) for n in (1, 2, 3, 4) for i in range(len(rij) - n + 1)} - w.STOPWOORDEN
    if not namen:
        return None
    namen_q = Q()
    for naam in sorted(namen):
        namen_q |= Q(naam__iexact=naam)
    gemeente = Gemeente.objects.filter(namen_q, tot__isnull=True).order_by("pk").first()
    if gemeente is None:
        kern = (
            Kern.objects.filter(namen_q, gemeente__tot__isnull=True).select_related("gemeente").order_by("pk").first()
        )
        gemeente = kern.gemeente if kern else None
    return gemeente


class Raakt(Func):
    """``zoekvector @@ 'a|b'``: has at least one of these terms. Terms go in as a literal, past any parser."""

    template = "(%(expressions)s::tsquery)"
    arg_joiner = " @@ "
    output_field = BooleanField()

    def __init__(self, termen: Iterable[str], **extra: Any) -> None:
        super().__init__(F("zoekvector"), Value(_tsquery(sorted(termen))), **extra)


class Rang(Func):
    """How well one term fits by the weight of the place where it stands: {parts, text, themes, name}."""

    template = "ts_rank('{0.15, 0.45, 0.55, 1.0}'::float4[], %(expressions)s::tsquery, 1)"
    output_field = FloatField()

    def __init__(self, term: str, **extra: Any) -> None:
        super().__init__(F("zoekvector"), Value(_tsquery([term])), **extra)


def _tsquery(termen: Sequence[str]) -> str:
    return "|".join("'" + term.replace("'", "''").replace("\\", "") + "'" for term in termen)


def _termen(rij: Sequence[str]) -> list[Gewogen]:
    """Per word of the question (and once for all its phrases): terms with how much each of them counts."""
    groepen: list[Gewogen] = []
    for woord in rij:
        if w.is_stopwoord(woord) or (len(woord) < 2):
            continue
        groep: Gewogen = {}
        if stam := w.stam(woord):
            groep[stam] = GEWICHT_STAM
        for deel in w.delen(woord):
            if not w.is_stopwoord(deel):
                groep[deel] = GEWICHT_DEEL
        groep[w.grondvorm(woord)] = groep[woord] = 1.0
        groepen.append(groep)
    groepen += [{frase: GEWICHT_FRASE} for frase in w.frases(rij)]
    return groepen


def _weeg(groepen: list[Gewogen]) -> list[Gewogen]:
    """Only terms that exist, times how rare they are."""
    aantallen, totaal = _frequenties(sorted({term for groep in groepen for term in groep}))
    gewogen = (
        {term: gewicht * math.log(1 + totaal / aantallen[term]) for term, gewicht in groep.items() if aantallen[term]}
        for groep in groepen
    )
    return [groep for groep in gewogen if groep]


def _frequenties(termen: Sequence[str]) -> tuple[dict[str, int], int]:
    """How many offers have each term, and how many there are, both counted up to TELGRENS."""
    if not termen:
        return {}, 0
    tel = "(SELECT count(*) FROM (SELECT 1 FROM aanbod_interventie {waar} LIMIT %s) AS t)"
    vraag = (
        f"SELECT term, {tel.format(waar='WHERE zoekvector @@ zoek::tsquery')}, {tel.format(waar='')} "  # noqa: S608
        "FROM unnest(%s::text[], %s::text[]) AS v(term, zoek)"
    )
    with connection.cursor() as cursor:
        cursor.execute(vraag, [TELGRENS, TELGRENS, list(termen), [_tsquery([term]) for term in termen]])
        rijen = cursor.fetchall()
    return {term: aantal for term, aantal, _ in rijen}, rijen[0][2]


def _onbekende(rij: Sequence[str], groepen: list[Gewogen]) -> list[str]:
    """Words that no offer knows and that are no plain Dutch word: perhaps typing mistakes. At most four."""
    gevonden = {term for groep in groepen for term in groep}
    return [
        woord
        for woord in dict.fromkeys(rij)
        if len(woord) >= 5
        and not w.is_stopwoord(woord)
        and not gevonden.intersection((woord, w.grondvorm(woord)))
        and not w.is_bekend(woord)
    ][:4]


def _score(groepen: list[Gewogen], onbekend: Sequence[str]) -> Any:
    """Per word its best term, added up."""
    delen: list[Any] = []
    for groep in groepen:
        rangen = [Rang(term) * Value(gewicht) for term, gewicht in sorted(groep.items())]
        delen.append(rangen[0] if len(rangen) == 1 else Greatest(*rangen))
    delen += [TrigramWordSimilarity(woord, "zoektekst") * Value(GEWICHT_TYPFOUT) for woord in onbekend]
    totaal = delen[0]
    for deel in delen[1:]:
        totaal = totaal + deel
    return ExpressionWrapper(totaal, output_field=FloatField())


def _past(begrepen: Begrepen) -> Any:
    """Factor for who it is about: the age that was named, and whether a colleague asks."""
    factor: Any = Value(1.0)
    if begrepen.leeftijd:
        van, tot = begrepen.leeftijd
        factor = factor * Case(
            When(leeftijd_min__lte=tot, leeftijd_max__gte=van, then=Value(1.0)), default=Value(NIET_DE_LEEFTIJD)
        )
    voor_collegas = Q(doelgroep__contains=[Doelgroep.PROFESSIONALS])
    if begrepen.collega:
        return factor * Case(When(voor_collegas, then=Value(VOOR_COLLEGAS)), default=Value(1.0))
    alleen = voor_collegas & Q(doelgroep__len=1)
    return factor * Case(When(alleen, then=Value(NIET_VOOR_U)), default=Value(1.0))


def _past_bij(interventies: QuerySet[Interventie], leeftijd: tuple[int, int]) -> QuerySet[Interventie]:
    van, tot = leeftijd
    return interventies.filter(leeftijd_min__lte=tot, leeftijd_max__gte=van)
