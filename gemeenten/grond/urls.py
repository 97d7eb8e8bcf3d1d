"""Addresses of gemeenten: people, invitations, history."""

from django.urls import path

from gemeenten.grond.views import leden, logboek, sluitingsdagen, uitnodigingen

app_name = "gemeenten"
urlpatterns = [
    path("leden/", leden.leden, name="leden"),
    path("leden/uitnodigen/", uitnodigingen.uitnodigen, name="uitnodigen"),
    path("leden/uitnodigingen/", uitnodigingen.uitnodigingen, name="uitnodigingen"),
    path("leden/uitnodigingen/<int:pk>/", uitnodigingen.uitnodiging_actie, name="uitnodiging_actie"),
    path("leden/<int:pk>/", leden.lid, name="lid"),
    path("leden/<int:pk>/account/", leden.account_actie, name="account_actie"),
    path("leden/rollen/<int:pk>/beeindigen/", leden.lidmaatschap_beeindigen, name="lidmaatschap_beeindigen"),
    path("uitnodiging/<str:token>/", uitnodigingen.uitnodiging, name="uitnodiging"),
    path("sluitingsdagen/", sluitingsdagen.sluitingsdagen, name="sluitingsdagen"),
    path("sluitingsdagen/nieuw/", sluitingsdagen.sluitingsdag_nieuw, name="sluitingsdag_nieuw"),
    path("sluitingsdagen/<int:pk>/weg/", sluitingsdagen.sluitingsdag_weg, name="sluitingsdag_weg"),
    path("logboek/", logboek.logboek, name="logboek"),
]
