"""Addresses of the figures: who gets a place, and how long it takes."""

from django.urls import path

from gemeenten.inzicht import views

app_name = "inzicht"

urlpatterns = [
    path("vraag/inzicht/", views.inzicht, name="inzicht"),
    path("vraag/inzicht/wachttijd/", views.inzicht_wachttijd, name="wachttijd"),
]
