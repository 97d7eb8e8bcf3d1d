"""An environment in which production starts. Nothing in it is used anywhere."""

PRODUCTIE = {
    "DJANGO_SETTINGS_MODULE": "marktplein.settings.productie",
    "SECRET_KEY": "instellingen-" + "q7Xc2LwZ0vRb9KmTs4JhYp6NdGf8AaUe1oPiQx3WtBj5",
    "VERSLEUTELSLEUTELS": "YWxsZWVuLXZvb3ItdGVzdHMtMzItYnl0ZXMtbGFuZyE=",
    "ACHTER_PROXY": "0",
    "ALLOWED_HOSTS": "marktplein.example",
    "SITE_URL": "https://marktplein.example",
    "DATABASE_URL": "postgres://niemand@127.0.0.1:1/niets",
    "REDIS_URL": "redis://127.0.0.1:1/0",
}
