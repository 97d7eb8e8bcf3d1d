"""Addresses of the sociale kaart."""

from django.urls import path

from gemeenten.kaart.views import publiek

app_name = "kaart"
urlpatterns = [
    path("", publiek.sociale_kaart, name="kaart"),
    path("afdrukken/", publiek.afdrukken, name="afdrukken"),
    path("organisatie/<slug:slug>/", publiek.organisatie, name="organisatie"),
    path("locatie/<int:pk>/", publiek.locatie, name="locatie"),
]
