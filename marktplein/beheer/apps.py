from django.contrib.admin.apps import AdminConfig


class BeheerConfig(AdminConfig):
    """Django's admin with our own door."""

    default_site = "marktplein.beheer.site.BeheerSite"
