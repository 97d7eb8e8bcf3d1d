"""Addresses that are the same in every language: what machines read."""

from django.urls import path

from aanbod.doorgeven.views import zoekmachines

app_name = "doorgeven"
urlpatterns = [
    path("robots.txt", zoekmachines.robots, name="robots"),
    path("sitemap.xml", zoekmachines.sitemap_index, name="sitemap_index"),
    path("sitemap-<slug:section>.xml", zoekmachines.sitemap, name="sitemap"),
]
