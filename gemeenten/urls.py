"""Addresses of gemeenten."""

from django.urls import URLPattern

app_name = "gemeenten"
urlpatterns: list[URLPattern] = []
