"""The address of the start page."""

from django.urls import path

from marktplein.werkplek import views

app_name = "werkplek"

urlpatterns = [path("start/", views.start, name="start")]
