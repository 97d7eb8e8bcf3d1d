"""The addresses of the start page and of quick search."""

from django.urls import path

from marktplein.werkplek import views

app_name = "werkplek"

urlpatterns = [
    path("start/", views.start, name="start"),
    path("zoek-alles/", views.zoek, name="zoek"),
]
