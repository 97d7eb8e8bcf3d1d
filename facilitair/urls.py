"""Addresses of facilitair."""

from django.urls import path

from facilitair.rooster import views as rooster
from facilitair.ruimtes.views import agenda, reserveringen, ruimtes, zalen
from facilitair.taken import rijen, tekst_wissen
from facilitair.taken import views as taken

app_name = "facilitair"
urlpatterns = [
    path("", taken.takenlijst, name="taken"),
    path("taken/nieuw/", taken.taak_nieuw, name="taak_nieuw"),
    path("taken/rijen/", rijen.taken_doen, name="taken_doen"),
    path("taken/<int:pk>/rij/", rijen.taak_rij, name="taak_rij"),
    path("taken/<int:pk>/", taken.taak_detail, name="taak"),
    path("taken/<int:pk>/tekst-wissen/", tekst_wissen.taak, name="taak_tekst_wissen"),
    path("taken/<int:pk>/<slug:actie>/", taken.taak_actie, name="taak_actie"),
    path("groepen/<int:pk>/zaal/", zalen.zaal, name="zaal"),
    path("groepen/<slug:slug>/data/", rooster.rooster, name="rooster"),
    path("groepen/<slug:slug>/data/erbij/", rooster.erbij, name="rooster_erbij"),
    path("groepen/<slug:slug>/data/<int:nummer>/", rooster.wijzigen, name="rooster_wijzigen"),
    path("groepen/<slug:slug>/data/<int:nummer>/overslaan/", rooster.overslaan, name="rooster_overslaan"),
    path("ruimtes/", ruimtes.ruimtelijst, name="ruimtes"),
    path("ruimtes/<int:pk>/", ruimtes.ruimte_detail, name="ruimte"),
    path("ruimtes/<int:pk>/contact/", ruimtes.ruimte_contact, name="ruimte_contact"),
    path("ruimtes/<int:pk>/tekst-wissen/", tekst_wissen.ruimte, name="ruimte_tekst_wissen"),
    path("ruimtes/<int:pk>/reserveren/", reserveringen.reserveren, name="reserveren"),
    path("ruimtes/<int:pk>/groep/", zalen.kies_groep, name="kies_groep"),
    path("reserveringen/<int:pk>/", reserveringen.reservering_detail, name="reservering"),
    path("reserveringen/<int:pk>/bevestigen/", reserveringen.bevestigen, name="bevestigen"),
    path("reserveringen/<int:pk>/vrijgeven/", reserveringen.vrijgeven, name="vrijgeven"),
    path("reserveringen/<int:pk>/tekst-wissen/", tekst_wissen.reservering, name="reservering_tekst_wissen"),
    path("agenda/", agenda.regioagenda, name="agenda"),
]
