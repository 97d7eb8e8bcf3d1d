"""Addresses of vraag."""

from django.urls import URLPattern, path

from vraag.views import runs, voorstellen

app_name = "vraag"
urlpatterns: list[URLPattern] = [
    path("voorstellen/", voorstellen.Voorstellen.as_view(), name="voorstellen"),
    path("voorstellen/<int:pk>/", voorstellen.voorstel, name="voorstel"),
    path("toezeggingen/<int:pk>/", voorstellen.antwoord, name="antwoord"),
    path("berekeningen/", runs.Runs.as_view(), name="runs"),
    path("berekeningen/nu/", runs.bereken, name="bereken"),
    path("berekeningen/<int:pk>/", runs.run, name="run"),
]
