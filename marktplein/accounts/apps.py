from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "marktplein.accounts"
    label = "accounts"
    verbose_name = "Accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from marktplein.accounts import checks  # noqa: F401, PLC0415 - it needs the models
