from django.urls import path

from marktplein.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.begin, name="begin"),
    path("inloggen/", views.inloggen, name="inloggen"),
    path("klok/", views.klok_week, name="klok"),
    path("opnieuw/", views.opnieuw, name="opnieuw"),
]
