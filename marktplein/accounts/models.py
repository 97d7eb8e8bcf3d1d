"""The person who logs in. Knows no domain: what somebody may do hangs on gemeenten.Lidmaatschap."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import AnonymousUser, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower

from marktplein.basis import klok


class UserManager(BaseUserManager["User"]):
    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **velden: Any) -> "User":
        """Create a user; the address is stored in lower case and must be unique in any case."""
        if not email:
            raise ValueError("Een gebruiker heeft een e-mailadres nodig.")
        user = self.model(email=email.strip().lower(), **velden)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **velden: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **velden)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    email = models.EmailField("e-mailadres", unique=True)
    naam = models.CharField("naam", max_length=120, blank=True)
    is_staff = models.BooleanField("mag in het technisch beheer", default=False)
    is_active = models.BooleanField("actief", default=True)
    date_joined = models.DateTimeField("aangemaakt op", default=klok.nu)
    rijen_compact = models.BooleanField("lijsten staan compact", default=False, editable=False)
    sessienummer = models.PositiveIntegerField(
        default=0, editable=False, help_text="ophogen beëindigt elke sessie van deze gebruiker"
    )
    eerste_stappen_weg_op = models.DateTimeField(
        "uitleg voor de eerste keer weggezet op", null=True, blank=True, editable=False
    )

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_uniek_ongeacht_hoofdletters")]

    def __str__(self) -> str:
        return self.naam or self.email

    def get_session_auth_hash(self) -> str:
        """What every session of this user carries; it is refused as soon as this answers something else."""
        return f"{self.sessienummer}.{super().get_session_auth_hash()}"

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        for hash_ in super().get_session_auth_fallback_hash():
            yield f"{self.sessienummer}.{hash_}"

    def get_full_name(self) -> str:
        return self.naam or self.email

    def get_short_name(self) -> str:
        return self.naam.split(" ")[0] if self.naam else self.email


# Who looks: somebody who logged in, or not. What only who logged in can do takes a User.
Bezoeker = User | AnonymousUser
