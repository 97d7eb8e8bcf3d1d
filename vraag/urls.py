"""Addresses of vraag: demand, proposals, runs, what-if and standing series."""

from django.urls import URLPattern, path

from vraag.paginas import aansluiten, bijna_uit, regiovraag, signalen, tekst_wissen, trainervraag
from vraag.paginas import intrekken as signaal_intrekken
from vraag.paginas import invoer as signaal_invoer
from vraag.poolen import views as runs
from vraag.reeksen import views as reeksen
from vraag.voorstellen import antwoorden, linkpagina
from vraag.voorstellen import views as voorstellen
from vraag.wat_als import views as scenarios
from vraag.zelf import views as zelf

app_name = "vraag"

SIGNALEN: list[URLPattern] = [
    path("vraag/", signalen.signalen, name="signalen"),
    path("vraag/nieuw/", signaal_invoer.signaal_nieuw, name="signaal_nieuw"),
    path("vraag/nieuw/meekijken/", signaal_invoer.meekijken, name="meekijken"),
    path("vraag/regio/", regiovraag.regiovraag, name="regiovraag"),
    path("vraag/<int:pk>/", signalen.signaal, name="signaal"),
    path("vraag/<int:pk>/wijzigen/", signaal_invoer.signaal_wijzigen, name="signaal_wijzigen"),
    path("vraag/<int:pk>/tekst-wissen/", tekst_wissen.signaal_tekst_wissen, name="signaal_tekst_wissen"),
    path("vraag/toezeggingen/<int:pk>/reden-wissen/", tekst_wissen.reden_wissen, name="reden_wissen"),
    path("vraag/<int:pk>/trainer-vragen/", trainervraag.trainer_vragen, name="trainer_vragen"),
    path("vraag/trainers-gevraagd/<int:pk>/", trainervraag.trainervraag, name="trainervraag"),
    path("vraag/<int:pk>/intrekken/", signaal_intrekken.signaal_intrekken, name="signaal_intrekken"),
    path("vraag/<int:pk>/verlengen/", signalen.signaal_verlengen, name="signaal_verlengen"),
    path("vraag/<int:pk>/kopieren/", signaal_invoer.signaal_kopieren, name="signaal_kopieren"),
    path("vraag/<int:pk>/aansluiten/", aansluiten.aansluiten, name="aansluiten"),
    path("vraag/groep-maken/", zelf.groep_maken, name="groep_maken"),
    path("vraag/groep-maken/vraag/<int:pk>/intrekken/", zelf.vraag_terug, name="vraag_terug"),
    path("vraag/groep-maken/<slug:slug>/trainer/<int:pk>/", zelf.andere_trainer, name="andere_trainer"),
]

VOORSTELLEN: list[URLPattern] = [
    path("vraag/voorstellen/", voorstellen.voorstellen, name="voorstellen"),
    path("vraag/voorstellen/doen/", antwoorden.antwoorden_doen, name="voorstellen_doen"),
    path("vraag/voorstellen/<int:pk>/", voorstellen.voorstel, name="voorstel"),
    path("vraag/voorstellen/<int:pk>/herinneren/", voorstellen.herinneren, name="herinneren"),
    path("vraag/toezeggingen/<int:pk>/rij/", antwoorden.antwoord_rij, name="antwoord_rij"),
    path("vraag/toezeggingen/<int:pk>/", voorstellen.antwoord, name="antwoord"),
    path("vraag/toezeggingen/<int:pk>/overleg/", voorstellen.overleg, name="overleg"),
    path("vraag/per-link/<str:token>/", linkpagina.per_link, name="per_link"),
    path("vraag/berekeningen/", runs.runs, name="runs"),
    path("vraag/berekeningen/nu/", runs.bereken, name="bereken"),
    path("vraag/berekeningen/<int:pk>/", runs.run, name="run"),
]

WAT_ALS: list[URLPattern] = [
    path("vraag/wat-als/", scenarios.scenarios, name="scenarios"),
    path("vraag/wat-als/nieuw/", scenarios.scenario_nieuw, name="scenario_nieuw"),
    path("vraag/wat-als/vergelijken/", scenarios.scenarios_vergelijken, name="scenarios_vergelijken"),
    path("vraag/wat-als/<int:pk>/", scenarios.scenario, name="scenario"),
    path("vraag/wat-als/<int:pk>/verwijderen/", scenarios.scenario_verwijderen, name="scenario_verwijderen"),
]

REEKSEN: list[URLPattern] = [
    path("vraag/wat-als/<int:pk>/naam-wissen/", tekst_wissen.scenario_tekst_wissen, name="scenario_tekst_wissen"),
    path("vraag/bijna/uit/<str:token>/", bijna_uit.bijna_uit, name="bijna_uit"),
    path("vraag/reeksen/", reeksen.reeksen, name="reeksen"),
    path("vraag/reeksen/<int:pk>/reden-wissen/", tekst_wissen.reeks_tekst_wissen, name="reeks_tekst_wissen"),
    path("vraag/reeksen/<slug:kenmerk>/", reeksen.reeks_beslissen, name="reeks_beslissen"),
]

urlpatterns: list[URLPattern] = [*SIGNALEN, *VOORSTELLEN, *WAT_ALS, *REEKSEN]
