"""Addresses of the desk that answers callers and of calling back."""

from django.urls import path

from gemeenten.kcc.views import belscherm, terugbellen

app_name = "kcc"
urlpatterns = [
    path("kcc/", belscherm.belscherm, name="belscherm"),
    path("kcc/doorsturen/<slug:soort>/<int:nummer>/", belscherm.doorsturen, name="doorsturen"),
    path("terugbellen/", terugbellen.terugbelverzoeken, name="terugbelverzoeken"),
    path("terugbellen/nieuw/", terugbellen.terugbellen_vragen, name="terugbellen_vragen"),
    path("terugbellen/<int:pk>/", terugbellen.terugbelverzoek, name="terugbelverzoek"),
    path("terugbellen/<int:pk>/<slug:actie>/", terugbellen.terugbel_actie, name="terugbel_actie"),
]
