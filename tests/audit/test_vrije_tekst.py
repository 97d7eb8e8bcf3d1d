"""Every free text of the house can be emptied at any time, and goes by itself some time after what it was about ended.

A form with a new free text fails here until the table says where it is kept; and what the table says is tried.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.db import models

from aanbod.aanbieders.services import wis_aanbodtekst
from aanbod.betrokken.services.gesprek import wis_bericht
from aanbod.groepen.tekst import wis_reden_van_groep
from aanbod.models import (
    AanbiederAanvraag,
    Groep,
    Groepsbericht,
    RedactieVraag,
    Themastuk,
    Uitlegpagina,
    Zorgpadplek,
)
from aanbod.models.wegwijs import Bijgehouden
from aanbod.plank.redactie import wis_redactievraag
from aanbod.wegwijs.versies import INHOUD
from aanbod.workflow import GroepStaat
from facilitair.models import Reservering, Ruimte, Taak, TaakGebeurtenis
from facilitair.tekst import wis_omschrijving, wis_sleutel, wis_taaktekst
from facilitair.workflow import TaakSoort, TaakStaat
from gemeenten.grond.enums import Rol
from gemeenten.kcc.models import Terugbelverzoek
from gemeenten.kcc.services.terugbellen import wis_beller
from marktplein.accounts.models import User
from marktplein.audit.models import Logregel
from marktplein.basis import klok
from marktplein.basis.vrijetekst import VrijeTekst
from marktplein.celery import app
from tests.aanbod.factories import AanbiederAanvraagFactory, GroepFactory
from tests.basis.test_velden import alle_formulieren
from tests.facilitair.factories import ReserveringFactory, RuimteFactory, TaakFactory
from tests.gemeenten.factories import TeamFactory, gebruiker_met
from tests.gemeenten.kcc.factories import TerugbelverzoekFactory
from tests.vraag.factories import SignaalFactory, VoorstelFactory
from vraag.models import Besluit, Reeks, Scenario, Signaal, Toezegging
from vraag.reeksen.tekst import wis_reden_van_reeks
from vraag.signalen.tekst import wis_reden, wis_tekst
from vraag.wat_als.tekst import wis_naam

# Form and field → where it is kept.
BEWAARD_IN: dict[tuple[str, str], tuple[type[models.Model], str]] = {
    ("AanvraagForm", "aanbod"): (AanbiederAanvraag, "aanbod"),
    ("VraagForm", "vraag"): (RedactieVraag, "vraag"),
    ("RedactieAntwoordForm", "antwoord"): (RedactieVraag, "antwoord"),
    ("AfgelastForm", "reden"): (Groep, "reden_geannuleerd"),
    **{(naam, "tekst"): (Groepsbericht, "tekst") for naam in ("GroepsberichtForm", "VerbeterForm")},
    ("RuimteContactFormulier", "sleutel"): (Ruimte, "sleutel"),
    ("TekortForm", "reden"): (Groep, "reden_geannuleerd"),
    ("ReserveerFormulier", "omschrijving"): (Reservering, "omschrijving"),
    ("NieuweTaakFormulier", "titel"): (Taak, "titel"),
    ("NieuweTaakFormulier", "uitleg"): (Taak, "uitleg"),
    **{
        (f"{wat}Formulier", "tekst"): (TaakGebeurtenis, "tekst")
        for wat in ("Heropen", "Klaar", "Opmerking", "Terug", "Verzet", "Wacht")
    },
    ("NaamFormulier", "naam"): (Scenario, "naam"),
    ("ReeksFormulier", "reden"): (Reeks, "reden"),
    ("SignaalFormulier", "vraag"): (Signaal, "vraag"),
    ("SignaalFormulier", "opmerking"): (Signaal, "opmerking"),
    ("IntrekFormulier", "reden"): (Signaal, "reden_ingetrokken"),
    ("TerugbelFormulier", "onderwerp"): (Terugbelverzoek, "onderwerp"),
    ("AntwoordFormulier", "reden"): (Toezegging, "reden"),
    ("LinkFormulier", "reden"): (Toezegging, "reden"),
}
# What editors publish for everybody: about no person and with no end, so no date lets it go. Who keeps it rewrites it.
GEPUBLICEERD: dict[tuple[str, str], tuple[type[models.Model], str]] = {
    **{("StukForm", veld): (Themastuk, veld) for veld in ("titel", "titel_en", "tekst", "tekst_en", "bron")},
    **{("UitlegForm", veld): (Uitlegpagina, veld) for veld in ("titel", "titel_en", "tekst", "tekst_en")},
    **{("ZorgpadForm", veld): (Zorgpadplek, veld) for veld in ("steun", "wie")},
}
NAAM = "Thijs wordt gepest"
LANG_GELEDEN = dt.timedelta(days=400)


@dataclass
class Geval:
    """Something that ended long ago, with a text in it; ``waarvan`` is the thing that its service is asked about."""

    ding: models.Model
    waarvan: models.Model
    wis: Callable[..., bool]


def _oud(ding: models.Model, **velden: Any) -> None:
    oud = klok.nu() - LANG_GELEDEN
    velden |= {v.name: oud for v in ding._meta.fields if v.name in ("gewijzigd_op", "gevraagd_op")}
    type(ding)._default_manager.filter(pk=ding.pk).update(**velden)
    ding.refresh_from_db()


def _groep(veld: str) -> Geval:
    ding = GroepFactory()
    _oud(ding, staat=GroepStaat.GEANNULEERD, **{veld: NAAM})
    return Geval(ding, ding, wis_reden_van_groep)


def _reservering(veld: str) -> Geval:
    ding = ReserveringFactory(omschrijving=NAAM)
    ander = klok.nu() - LANG_GELEDEN
    _oud(ding, periode=(ander, ander + dt.timedelta(hours=2)))
    return Geval(ding, ding, wis_omschrijving)


def _groepsbericht(veld: str) -> Geval:
    groep = GroepFactory()
    _oud(groep, start_op=klok.vandaag() - LANG_GELEDEN, eind_op=klok.vandaag() - LANG_GELEDEN)
    ding = Groepsbericht.objects.create(groep=groep, namens="Trainer", **{veld: NAAM})
    return Geval(ding, ding, wis_bericht)


def _ruimte(veld: str) -> Geval:
    ding = RuimteFactory(actief=False, **{veld: NAAM})
    _oud(ding)
    return Geval(ding, ding, wis_sleutel)


def _taak(veld: str) -> Geval:
    ding = TaakFactory(soort=TaakSoort.OVERIG, staat=TaakStaat.KLAAR, **{veld: NAAM})
    _oud(ding)
    return Geval(ding, ding, wis_taaktekst)


def _opmerking(veld: str) -> Geval:
    taak = TaakFactory(staat=TaakStaat.KLAAR)
    _oud(taak)
    return Geval(TaakGebeurtenis.objects.create(taak=taak, naar=TaakStaat.KLAAR, tekst=NAAM), taak, wis_taaktekst)


def _scenario(veld: str) -> Geval:
    regio = TeamFactory().gemeente.regio
    ding = Scenario.objects.create(regio=regio, naam=NAAM, gevraagd_op=klok.nu(), wijzigingen=[])
    _oud(ding)
    return Geval(ding, ding, wis_naam)


def _reeks(veld: str) -> Geval:
    signaal = SignaalFactory()
    gemeente = signaal.team.gemeente
    ding = Reeks.objects.create(
        regio=gemeente.regio, gemeente=gemeente, interventie=signaal.interventie, seizoen=1, reden=NAAM,
        besluit=Besluit.AFGEWEZEN,
    )  # fmt: skip
    _oud(ding)
    return Geval(ding, ding, wis_reden_van_reeks)


def _signaal(veld: str) -> Geval:
    ding = SignaalFactory(staat="ingetrokken", **{veld: NAAM})
    _oud(ding)
    return Geval(ding, ding, wis_tekst)


def _toezegging(veld: str) -> Geval:
    signaal = SignaalFactory()
    voorstel = VoorstelFactory(run__regio=signaal.regio, regels=[(signaal, 2)], staat="afgewezen")
    voorstel.toezeggingen.update(reden=NAAM)
    _oud(voorstel)
    ding = voorstel.toezeggingen.first()
    return Geval(ding, ding, wis_reden)


def _aanvraag(veld: str) -> Geval:
    ding = AanbiederAanvraagFactory(staat="afgewezen", **{veld: NAAM})
    _oud(ding)
    return Geval(ding, ding, wis_aanbodtekst)


def _redactievraag(veld: str) -> Geval:
    lang = klok.nu() - LANG_GELEDEN
    ding = RedactieVraag.objects.create(
        aanvraag=AanbiederAanvraagFactory(), gevraagd_op=lang, beantwoord_op=lang, **{veld: NAAM}
    )
    return Geval(ding, ding, wis_redactievraag)


def _terugbelverzoek(veld: str) -> Geval:
    ding = TerugbelverzoekFactory(staat="afgerond", wissen_op=klok.vandaag() - LANG_GELEDEN, **{veld: NAAM})
    return Geval(ding, ding, wis_beller)


MAAK: dict[type[models.Model], Callable[[str], Geval]] = {
    AanbiederAanvraag: _aanvraag,
    RedactieVraag: _redactievraag,
    Groep: _groep,
    Groepsbericht: _groepsbericht,
    Reservering: _reservering,
    Ruimte: _ruimte,
    Taak: _taak,
    TaakGebeurtenis: _opmerking,
    Scenario: _scenario,
    Reeks: _reeks,
    Signaal: _signaal,
    Toezegging: _toezegging,
    Terugbelverzoek: _terugbelverzoek,
}
PLEKKEN = sorted(set(BEWAARD_IN.values()), key=str)


@pytest.mark.puur
def test_van_elke_vrije_tekst_is_bekend_waar_hij_blijft() -> None:
    gevonden = {
        (formulier.__name__, naam)
        for formulier in alle_formulieren()
        for naam, veld in formulier.base_fields.items()
        if isinstance(veld, VrijeTekst) and not formulier.__module__.startswith("tests.")
    }
    assert gevonden == set(BEWAARD_IN) | set(GEPUBLICEERD)
    assert not set(BEWAARD_IN) & set(GEPUBLICEERD)
    assert {model for model, _ in PLEKKEN} == set(MAAK)


@pytest.mark.puur
@pytest.mark.parametrize(("model", "veld"), sorted(set(GEPUBLICEERD.values()), key=str))
def test_wat_gepubliceerd_wordt_houdt_een_redactie_bij_met_versies(model: type[models.Model], veld: str) -> None:
    """No text of what ends passes for a published one: those are of a kind that says when somebody looked at it."""
    assert issubclass(model, Bijgehouden)
    assert veld in INHOUD[model]


def _staat_er_nog(geval: Geval, veld: str) -> bool:
    return NAAM in str(type(geval.ding)._default_manager.values_list(veld, flat=True).get(pk=geval.ding.pk))


@pytest.mark.parametrize(("model", "veld"), PLEKKEN)
def test_een_beheerder_wist_hem_en_de_geschiedenis_zegt_alleen_dat(model: type[models.Model], veld: str) -> None:
    geval = MAAK[model](veld)
    beheer: User = gebruiker_met(Rol.BEHEER)
    assert _staat_er_nog(geval, veld)
    assert geval.wis(geval.waarvan, door=beheer)
    assert not _staat_er_nog(geval, veld)
    assert not geval.wis(geval.waarvan, door=beheer), "a second time there is nothing"
    [regel] = Logregel.objects.filter(gebeurtenis__endswith=".tekst_gewist", door=beheer)
    assert NAAM not in str(regel.gegevens)


@pytest.mark.parametrize(("model", "veld"), PLEKKEN)
def test_hij_gaat_na_de_bewaartermijn_vanzelf_weg(model: type[models.Model], veld: str) -> None:
    """By what beat does every night, and by nothing else."""
    geval = MAAK[model](veld)
    app.loader.import_default_modules()
    for regel in settings.CELERY_BEAT_SCHEDULE.values():
        if regel["task"].endswith(".wis_oude_teksten"):
            app.tasks[regel["task"]].apply(throw=True)
    assert not _staat_er_nog(geval, veld)
    assert Logregel.objects.filter(gebeurtenis__endswith=".tekst_gewist", herkomst="taak").exists()
