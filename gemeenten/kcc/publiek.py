"""The address of advice, for everybody: below /en/ too."""

from django.urls import path

from gemeenten.kcc.views import advies

app_name = "advies"
urlpatterns = [path("", advies.advies, name="advies")]
