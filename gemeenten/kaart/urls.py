"""Addresses of the sociale kaart: for everybody, and for who keeps it."""

from django.urls import path

from gemeenten.kaart.views import beheer, invoer, plekken, publiek, samenvoegen, voorstellen

app_name = "kaart"
urlpatterns = [
    path("", publiek.sociale_kaart, name="kaart"),
    path("afdrukken/", publiek.afdrukken, name="afdrukken"),
    path("organisatie/<slug:slug>/", publiek.organisatie, name="organisatie"),
    path("locatie/<int:pk>/", publiek.locatie, name="locatie"),
    path("beheer/", beheer.beheer, name="beheer"),
    path("beheer/nieuw/", beheer.nieuw, name="nieuw"),
    path("beheer/<int:pk>/", beheer.wijzigen, name="wijzigen"),
    path("beheer/<int:pk>/nog-juist/", beheer.nog_juist, name="nog_juist"),
    path("beheer/<int:pk>/locatie/", plekken.locatie, name="locatie_nieuw"),
    path("beheer/<int:pk>/locatie/<int:locatie_pk>/", plekken.locatie, name="locatie_wijzigen"),
    path("beheer/<int:pk>/locatie/<int:locatie_pk>/weg/", plekken.locatie_weg, name="locatie_weg"),
    path("beheer/<int:pk>/contact/", plekken.contact, name="contact_nieuw"),
    path("beheer/<int:pk>/contact/<int:contact_pk>/", plekken.contact, name="contact_wijzigen"),
    path("beheer/<int:pk>/contact/<int:contact_pk>/weg/", plekken.contact_weg, name="contact_weg"),
    path("beheer/<int:pk>/dubbel/", samenvoegen.andere_kiezen, name="dubbel"),
    path("beheer/<int:pk>/dubbel/<int:weg_pk>/", samenvoegen.samenvoegen, name="samenvoegen"),
    path("samengevoegd/<int:pk>/ongedaan/", samenvoegen.ongedaan, name="ongedaan"),
    path("invoer/", invoer.invoeren, name="invoeren"),
    path("invoer/<int:pk>/", invoer.invoer, name="invoer"),
    path("invoer/<int:pk>/kolommen/", invoer.kolommen, name="kolommen"),
    path("invoer/<int:pk>/doorvoeren/", invoer.doorvoeren, name="doorvoeren"),
    path("hsds/organizations/", publiek.hsds_organisaties, name="hsds"),
    path("voorstellen/", voorstellen.voorstellen, name="voorstellen"),
    path("voorstellen/<int:pk>/", voorstellen.voorstel, name="voorstel"),
]
