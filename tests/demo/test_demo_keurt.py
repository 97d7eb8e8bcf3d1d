"""The demo holds nothing that the product itself would refuse: every row goes through our own forms and rules."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.models import model_to_dict

from aanbod.deelname.forms.aanmelden import AanmeldForm
from aanbod.expertise.selectors import bevoegde_trainers
from aanbod.models import Aanmelding, Groep, Interventie, Trainer
from aanbod.plank.forms import InterventieForm
from facilitair.models import Reservering, Taak
from facilitair.ruimtes import vrij
from facilitair.ruimtes.forms import ReserveerFormulier
from facilitair.taken.forms import NieuweTaakFormulier
from gemeenten.grond.kalenders import kalender_van, kalender_van_balie
from gemeenten.grond.models import Regio
from gemeenten.inzicht.selectors import signalen_van_regio
from marktplein.accounts.models import User
from marktplein.basis import klok
from marktplein.basis.werkdagen import is_werkdag
from marktplein.demo import voorbeeld
from marktplein.demo.verder import AANSPREEKPUNT
from vraag.models import Signaal
from vraag.reeksen.services import besluiten, terugkerende_vraag
from vraag.signalen.validators import SignaalVelden, fouten_in
from vraag.uitleg.wachttijd import met_plaatsing

pytestmark = pytest.mark.usefixtures("demo")
ONZE = ("aanbod", "facilitair", "gemeenten", "vraag")
# Kept by a service from what others hold; nobody fills it in.
AFGELEID = {"woorden", "vector"}


def _rijen() -> Iterator[models.Model]:
    for label in ONZE:
        for model in apps.get_app_config(label).get_models():
            yield from model._default_manager.order_by("pk").iterator()


def _niet_ingevuld(rij: models.Model) -> set[str]:
    """Fields that a row may go without: unknown, or as they begin."""
    velden = {veld.name: getattr(rij, veld.attname) for veld in rij._meta.concrete_fields if veld.null}
    leeg = {naam for naam, waarde in velden.items() if waarde is None}
    return leeg | {veld.name for veld in rij._meta.concrete_fields if getattr(rij, veld.attname) in ({}, [])}


def test_elke_rij_past_in_haar_velden() -> None:
    fouten: Counter[str] = Counter()
    for rij in _rijen():
        try:
            rij.clean_fields(exclude=AFGELEID | _niet_ingevuld(rij))
            rij.clean()
        except ValidationError as fout:
            fouten[f"{rij._meta.label}: {fout.message_dict}"] += 1
    assert fouten == {}


def test_elk_aanbod_gaat_door_het_formulier_van_de_aanbieder() -> None:
    fouten = {}
    for ding in Interventie.objects.order_by("pk"):
        waarden = {naam: waarde for naam, waarde in model_to_dict(ding).items() if waarde is not None}
        if ding.eigen_bijdrage_cent is not None:
            waarden["eigen_bijdrage_cent"] = ding.eigen_bijdrage_cent // 100
        waarden["themas"] = [thema.pk for thema in ding.themas.all()]
        form = InterventieForm(waarden, instance=ding)
        if not form.is_valid():
            fouten[ding.slug] = form.errors.as_data()
    assert fouten == {}


def test_elke_vraag_van_wanneer_ook_voldoet_aan_de_regels() -> None:
    fouten = []
    for signaal in Signaal.objects.select_related("interventie", "thema"):
        velden: SignaalVelden = {veld: getattr(signaal, veld) for veld in SignaalVelden.__annotations__}  # type: ignore[assignment]
        fouten += [f"{signaal.pk} {signaal}: {fout}" for fout in fouten_in(velden, vandaag=signaal.geplaatst_op)]
    assert fouten == []


def test_elke_groep_past_bij_haar_training_ruimte_en_trainers() -> None:
    fouten = []
    for groep in Groep.objects.select_related("interventie", "gemeente").order_by("pk"):
        fouten += [f"{groep}: {wat}" for wat in _mis_aan_groep(groep)]
    assert fouten == []


def _mis_aan_groep(groep: Groep) -> Iterator[str]:
    i, kalender = groep.interventie, kalender_van(groep.gemeente)
    if not 1 <= groep.minimum <= groep.capaciteit <= i.groep_max:
        yield f"{groep.minimum} tot {groep.capaciteit}, hoogstens {i.groep_max}"
    if not i.leeftijd_min <= groep.leeftijd_min <= groep.leeftijd_max <= i.leeftijd_max:
        yield f"leeftijd {groep.leeftijd_min} tot {groep.leeftijd_max}"
    if groep.leeftijd_max - groep.leeftijd_min > i.max_leeftijdsverschil:
        yield f"{groep.leeftijd_max - groep.leeftijd_min} jaar verschil, hoogstens {i.max_leeftijdsverschil}"
    for bijeenkomst in groep.bijeenkomsten.all():
        if not is_werkdag(klok.lokaal(bijeenkomst.begin).date(), kalender):
            yield f"bijeenkomst op {bijeenkomst.begin:%d-%m-%Y}"
    trainers = Trainer.objects.filter(inzetten__bijeenkomst__groep=groep).distinct()
    if zonder := set(trainers) - set(bevoegde_trainers(i, groep.eind_op)):
        yield f"zonder certificaat: {zonder}"


def test_elke_reservering_had_gemaakt_kunnen_worden() -> None:
    fouten = []
    for rij in Reservering.objects.select_related("ruimte", "groep__interventie").order_by("pk"):
        begin, eind = klok.lokaal(rij.periode.lower), klok.lokaal(rij.periode.upper)
        form = ReserveerFormulier(
            {
                "datum": f"{begin:%Y-%m-%d}",
                "begin": f"{begin:%H:%M}",
                "eind": f"{eind:%H:%M}",
                "aantal": rij.groep.mensen if rij.groep else 1,
                "omschrijving": rij.omschrijving or "Training",
                "sleutel": "00000000-0000-0000-0000-000000000000",
            }
        )
        if not form.is_valid():
            fouten.append(f"{rij}: {form.errors.as_data()}")
        if rij.groep and rij.groep.mensen > rij.ruimte.capaciteit:
            fouten.append(f"{rij}: {rij.groep.in_de_zaal}")
        if not vrij.te_huur_op(rij.ruimte, [(begin, eind)]):
            fouten.append(f"{rij}: dan niet te huur")
        if rij.groep is None and rij.door is None:
            fouten.append(f"{rij}: van niemand")
    assert fouten == []


def test_elke_taak_is_klaar_op_een_werkdag() -> None:
    fouten = []
    for taak in Taak.objects.select_related("gemeente").order_by("pk"):
        kalender = kalender_van_balie(taak.gemeente.regio_id if taak.gemeente else None)
        if taak.uiterlijk and not is_werkdag(taak.uiterlijk, kalender):
            fouten.append(f"{taak}: {taak.uiterlijk}")
        form = NieuweTaakFormulier(
            {
                "titel": taak.titel,
                "uitleg": taak.uitleg,
                "uiterlijk": f"{taak.uiterlijk:%Y-%m-%d}",
                "sleutel": "00000000-0000-0000-0000-000000000000",
            }
        )
        if not form.is_valid():
            fouten.append(f"{taak}: {form.errors.as_data()}")
    assert fouten == []


def test_elke_aanmelding_past_in_het_formulier_van_haar_groep() -> None:
    fouten = []
    for rij in Aanmelding.objects.filter(gewist_op=None).select_related("groep__interventie"):
        gegevens: dict[str, Any] = {
            "naam": rij.naam,
            "email": rij.email,
            "telefoon": rij.telefoon,
            "leeftijd_kind": rij.leeftijd_kind,
            "beide_ouders": "on",
            "sleutel": "00000000-0000-0000-0000-000000000000",
        }
        form = AanmeldForm({k: v for k, v in gegevens.items() if v is not None}, groep=rij.groep)
        if not form.is_valid():
            fouten.append(f"{rij}: {form.errors.as_data()}")
        leeftijd, groep = rij.leeftijd_kind, rij.groep
        if leeftijd is not None and not groep.leeftijd_min <= leeftijd <= groep.leeftijd_max:
            fouten.append(f"{rij}: {leeftijd} jaar in een groep voor {groep.leeftijd_min} tot {groep.leeftijd_max}")
    assert fouten == []


def test_er_is_een_vaste_reeks_om_over_te_beslissen() -> None:
    regio = Regio.objects.get(slug=voorbeeld.REGIO)
    terug = terugkerende_vraag(regio)
    assert terug
    assert all(t.sleutel not in besluiten(regio) for t in terug)


def test_de_cijfers_laten_een_jaar_lang_groepen_zien() -> None:
    """Half of the months of a year have people who got a place, and the last of them more than the first."""
    lezer = User.objects.get(email=AANSPREEKPUNT)
    regio = Regio.objects.get(slug=voorbeeld.REGIO)
    gepland = met_plaatsing(signalen_van_regio(lezer, regio)).filter(gepland_op__isnull=False)
    maanden = Counter(klok.lokaal(s.gepland_op).strftime("%Y-%m") for s in gepland for _ in range(s.gepland))
    assert len(maanden) >= 6
    eerste, *_, laatste = sorted(maanden)
    assert maanden[laatste] > maanden[eerste]
