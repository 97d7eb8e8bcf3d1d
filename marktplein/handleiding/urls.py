"""Addresses of the manuals."""

from django.urls import path

from marktplein.handleiding import views

app_name = "handleiding"
urlpatterns = [
    path("", views.handleiding, name="begin"),
    path("eerste-stappen/weg/", views.eerste_stappen_weg, name="eerste_stappen_weg"),
    path("<slug:naam>/", views.handleiding, name="handleiding"),
]
