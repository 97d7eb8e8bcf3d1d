"""A scenario that begins from a gap: so many trainers more for a training, in a municipality, filled in beforehand."""

from collections.abc import Collection
from urllib.parse import urlencode

from django.http import QueryDict

from marktplein.accounts.models import Bezoeker
from marktplein.basis import dagdelen
from marktplein.basis.invoer import nummer
from marktplein.basis.woorden import tel
from vraag.models import Scenario, Signaal
from vraag.permissions import scenario_regio_ids
from vraag.uitleg.trainervraag import ZONDER_TRAINER
from vraag.wat_als.selectors import gemeenten_voor_scenario, interventies_voor_scenario
from vraag.wat_als.wijziging import TRAINER
from vraag.workflow import SignaalStaat

TRAINERS, HOOGSTENS, GROEPEN = 2, 5, 2


def trainers_erbij(training: int, gemeenten: Collection[int] = ()) -> str:
    """The part of an address that fills the form in; with a municipality where there is one to speak of."""
    delen = {"trainers": TRAINERS, "training": training}
    if len(gemeenten) == 1:
        (delen["gemeente"],) = gemeenten
    return urlencode(delen)


def begin_bij_leemte(vraag: QueryDict, user: Bezoeker) -> Scenario | None:
    """An unsaved scenario from ``?trainers=2&training=12&gemeente=3``; None when the address names no such gap."""
    aantal, pk = nummer(vraag.get("trainers")), nummer(vraag.get("training"))
    if not aantal or not pk:
        return None
    regios = list(scenario_regio_ids(user))
    training = next((i for i in interventies_voor_scenario(regios) if i.pk == pk), None)
    if training is None:
        return None
    gekozen = nummer(vraag.get("gemeente"))
    gemeente = next((g for g in gemeenten_voor_scenario(regios) if g.pk == gekozen), None)
    aantal = min(aantal, HOOGSTENS)
    erbij = {
        "soort": TRAINER,
        "interventies": [training.pk],
        "namen": [training.naam],
        "gemeente": gemeente.pk if gemeente else None,
        "naam": gemeente.naam if gemeente else "",
        "dagdelen": _gevraagde_dagdelen(training.pk, gemeente.pk if gemeente else None, regios),
        "groepen": GROEPEN,
    }
    naam = f"{tel(aantal, 'trainer', 'trainers')} erbij voor {training.naam}"[:80]
    regio = gemeente.regio_id if gemeente else regios[0] if len(regios) == 1 else None
    scenario = Scenario(naam=naam, wijzigingen=[erbij] * aantal)
    if regio:
        scenario.regio_id = regio
    return scenario


def _gevraagde_dagdelen(training: int, gemeente: int | None, regios: list[int]) -> list[int]:
    """When those who wait for a trainer can; every dagdeel when nobody does."""
    wachtend = Signaal.objects.filter(
        regio__in=regios, interventie=training, staat=SignaalStaat.OPEN, reden__code__in=ZONDER_TRAINER
    )
    if gemeente:
        wachtend = wachtend.filter(team__gemeente=gemeente)
    gevraagd = {d for van_een in wachtend.values_list("dagdelen", flat=True) for d in van_een}
    return sorted(gevraagd) or list(range(dagdelen.AANTAL))
