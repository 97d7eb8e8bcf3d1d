"""Addresses of aanbod."""

from django.urls import path

from aanbod.aanbieders import redactiepaginas
from aanbod.aanbieders import views as aanbieders
from aanbod.betrokken import views as betrokken
from aanbod.deelname.views import aanmelden, aanmeldingen, balie, presentie, teamwacht, tekort, voornamen
from aanbod.deelname.views import groepen as deelname
from aanbod.doorgeven.views import attenderen, doorgeven, stromen
from aanbod.expertise import views as expertise
from aanbod.groepen import views as groepen
from aanbod.groepen import vorm, week
from aanbod.paginas import draait, matrix, plank, publiek
from aanbod.plank import bevestigpagina, versiepaginas
from aanbod.plank import views as beheer
from aanbod.wegwijs.views import beheer as redactie
from aanbod.wegwijs.views import publiek as wegwijs

app_name = "aanbod"
urlpatterns = [
    path("", publiek.home, name="home"),
    path("zoeken/", publiek.zoeken, name="zoeken"),
    path("thema/<slug:slug>/", publiek.thema, name="thema"),
    path("aanbod/<slug:slug>/", publiek.interventie, name="interventie"),
    path("attendering/", attenderen.nieuw, name="attendering_nieuw"),
    path("attendering/gevraagd/", attenderen.gevraagd, name="attendering_gevraagd"),
    path("attendering/<str:token>/", attenderen.attendering, name="attendering"),
    path("attendering/<str:token>/stop/", attenderen.stop, name="attendering_stop"),
    path("doorgeven/", doorgeven.doorgeven, name="doorgeven"),
    path("lijstje/", doorgeven.lijstje, name="lijstje"),
    path("poster/", doorgeven.poster, name="poster"),
    path("overnemen/", stromen.overnemen, name="overnemen"),
    path("blok/", stromen.blok, name="blok"),
    path("privacy/", publiek.privacy, name="privacy"),
    path("direct-hulp/", publiek.hulp, name="hulp"),
    path("jongeren/", wegwijs.jongeren, name="jongeren"),
    path("uitleg/", wegwijs.uitlegpaginas, name="uitlegpaginas"),
    path("uitleg/toekomstplan/formulier/", wegwijs.toekomstplan, name="toekomstplan"),
    path("uitleg/<slug:slug>/", wegwijs.uitleg, name="uitleg"),
    path("folder/<int:pk>/", wegwijs.folder, name="folder"),
    path("wie-bel-ik/", wegwijs.wie_bel_ik, name="wie_bel_ik"),
    path("kansrijke-start/", wegwijs.kansrijke_start, name="kansrijke_start"),
    path("kansrijke-start/kaart/", wegwijs.kansrijke_kaart, name="kansrijke_kaart"),
    path("groepen/", groepen.lijst, name="groepen"),
    path("groepen/<slug:slug>/", groepen.detail, name="groep"),
    path("groepen/<slug:slug>/agenda.ics", groepen.agenda, name="groep_agenda"),
    path("groepen/<slug:slug>/contact/", betrokken.contact, name="groep_contact"),
    path("groepen/<slug:slug>/berichten/", betrokken.berichten, name="groep_berichten"),
    path("groepen/<slug:slug>/berichten/<int:pk>/", betrokken.bericht_verbeteren, name="groep_bericht"),
    path("groepen/<slug:slug>/berichten/<int:pk>/wissen/", betrokken.bericht_wissen, name="groep_bericht_wissen"),
    path("groepen/<slug:slug>/te-weinig/", tekort.tekort, name="tekort"),
    path("groepen/<slug:slug>/te-weinig/akkoord/", tekort.akkoord, name="tekort_akkoord"),
    path("groepen/<slug:slug>/plek/", deelname.teamplaats, name="teamplaats"),
    path("groepen/<slug:slug>/plek/teruggeven/", deelname.teamplaats_terug, name="teamplaats_terug"),
    path("groepen/<slug:slug>/voornamen/", voornamen.zien, name="voornamen_zien"),
    path("groepen/<slug:slug>/voornamen/<int:pk>/", voornamen.doorgeven, name="voornamen"),
    path("groepen/<slug:slug>/voornamen/<int:pk>/wissen/", voornamen.wissen, name="voornamen_wissen"),
    path("groepen/<slug:slug>/wachtlijst/", teamwacht.op_wachtlijst, name="teamwacht"),
    path("groepen/<slug:slug>/wachtlijst/<int:pk>/ja/", teamwacht.aannemen, name="teamwacht_ja"),
    path("groepen/<slug:slug>/wachtlijst/<int:pk>/nee/", teamwacht.verlaten, name="teamwacht_nee"),
    path("groepen/<slug:slug>/bedoeld/", vorm.kiezen, name="groep_vorm"),
    path("groepen/<slug:slug>/publiceren/", groepen.publiceren, name="groep_publiceren"),
    path("groepen/<slug:slug>/afgelasten/", deelname.afgelasten, name="groep_afgelasten"),
    path("groepen/<slug:slug>/reden-wissen/", groepen.tekst_wissen, name="groep_tekst_wissen"),
    path("groepen/<slug:slug>/aanmelden/", aanmelden.aanmelden, name="aanmelden"),
    path("groepen/<slug:slug>/aangemeld/", aanmelden.aangemeld, name="aangemeld"),
    path("aanmelding/<str:token>/", aanmelden.aanmelding, name="aanmelding"),
    path("groepen/<slug:slug>/aanmeldingen/", aanmeldingen.lijst, name="aanmeldingen"),
    path("groepen/<slug:slug>/presentie/", presentie.presentie, name="presentie"),
    path("groepen/<slug:slug>/aanmeldingen/<int:pk>/", aanmeldingen.kennismaking, name="kennismaking"),
    path("groepen/<slug:slug>/aanmeldingen/<int:pk>/annuleren/", balie.annuleren, name="aanmelding_annuleren"),
    path("groepen/<slug:slug>/aanmeldingen/<int:pk>/wissen/", balie.wissen, name="aanmelding_wissen"),
    path("mijn-groepen/", aanmeldingen.mijn_groepen, name="mijn_groepen"),
    path("mijn-week/", week.mijn_week, name="mijn_week"),
    path("mijn-inzet/", expertise.mijn_inzet, name="mijn_inzet"),
    path("trainers/<int:pk>/bereikbaar/", expertise.trainer_bereikbaar, name="trainer_bereikbaar"),
    path("plank/", plank.plank, name="plank"),
    path("preventiematrix/", matrix.matrix, name="matrix"),
    path("wat-draait-waar/", draait.draait, name="draait"),
    path("wie-kan-wat-geven/", draait.gevers, name="gevers"),
    path("aanbieder-worden/", aanbieders.aanvragen, name="aanbieder_worden"),
    path("aanbieder-worden/gedaan/", aanbieders.gedaan, name="aanvraag_gedaan"),
    path("aanbieder-worden/<str:token>/", aanbieders.aanvraag, name="aanvraag"),
    path("aanbod-bevestigen/<str:token>/", bevestigpagina.bevestigen, name="aanbod_bevestigen"),
    path("redactie/", redactiepaginas.overzicht, name="redactie"),
    path("redactie/vragen/<int:pk>/wissen/", redactiepaginas.vraag_wissen, name="redactievraag_wissen"),
    path("redactie/organisaties/<int:pk>/wissen/", redactiepaginas.aanvraag_tekst_wissen, name="aanvraag_wissen"),
    path("redactie/organisaties/<int:pk>/", redactiepaginas.aanvraag, name="redactie_aanvraag"),
    path("aanbod-leesbaar/", beheer.leesbaar, name="leesbaar"),
    path("teksten/", redactie.redactie, name="teksten"),
    path("teksten/thema/<slug:slug>/", redactie.redactie_thema, name="teksten_thema"),
    path("teksten/thema/<slug:slug>/<slug:soort>/", redactie.stuk_nieuw, name="teksten_stuk_nieuw"),
    path("teksten/stuk/<int:pk>/", redactie.stuk, name="teksten_stuk"),
    path("teksten/stuk/<int:pk>/weg/", redactie.stuk_weg, name="teksten_stuk_weg"),
    path("teksten/zorgpad/<int:nummer>/", redactie.zorgpad_naam, name="teksten_zorgpad_naam"),
    path("teksten/zorgpad/<int:nummer>/<slug:slug>/", redactie.zorgpad, name="teksten_zorgpad"),
    path("teksten/loket/<slug:slug>/", redactie.toegang, name="teksten_toegang"),
    path("teksten/uitleg/<slug:slug>/", redactie.uitleg_wijzigen, name="teksten_uitleg"),
    path("teksten/versie/<int:pk>/terug/", redactie.versie_terug, name="teksten_terug"),
    path("aanbod-beheer/", beheer.lijst, name="beheer"),
    path("aanbod-beheer/nieuw/", beheer.nieuw, name="interventie_nieuw"),
    path("aanbod-beheer/<slug:slug>/", beheer.wijzigen, name="interventie_wijzigen"),
    path("aanbod-beheer/<slug:slug>/versies/", versiepaginas.lijst, name="interventie_versies"),
    path("aanbod-beheer/<slug:slug>/versies/<int:pk>/", versiepaginas.versie, name="interventie_versie"),
    path("aanbod-beheer/<slug:slug>/redactie/", redactiepaginas.aanbod, name="interventie_redactie"),
    path("aanbod-beheer/<slug:slug>/intrekken/", beheer.intrekken, name="interventie_intrekken"),
    path("aanbod-beheer/<slug:slug>/staat/", beheer.staat, name="interventie_staat"),
]
