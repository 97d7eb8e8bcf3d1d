from django.db import models


class Rol(models.TextChoices):
    JGT = "jgt", "JGT-medewerker"
    JGZ = "jgz", "JGZ-medewerker"
    COACH = "coach", "Teamcoach"
    TRAINER = "trainer", "Trainer"
    AANBIEDER = "aanbieder", "Aanbieder"
    FACILITAIR = "facilitair", "Facilitair medewerker (GGD)"
    AANSPREEKPUNT = "aanspreekpunt", "Lokaal aanspreekpunt (CJG-coördinator)"
    GEMEENTEBEHEER = "gemeentebeheer", "Gemeentebeheerder"
    KCC = "kcc", "KCC-medewerker"
    BEHEER = "beheer", "Applicatiebeheerder"


# What a membership of this role hangs on. Held in the database by a check constraint on Lidmaatschap.
ROLLEN_MET_TEAM = (Rol.JGT, Rol.JGZ, Rol.COACH)
ROLLEN_MET_GEMEENTE = (Rol.TRAINER, Rol.AANSPREEKPUNT, Rol.GEMEENTEBEHEER)
ROLLEN_MET_ORGANISATIE = (Rol.AANBIEDER,)
ROLLEN_VAN_DE_REGIO = (Rol.FACILITAIR, Rol.KCC, Rol.BEHEER)


# Who sees the names of people who registered, and who hands out roles: giving these is told to the other admins.
ROLLEN_DIE_NAMEN_ZIEN = (Rol.FACILITAIR, Rol.TRAINER)
BEHEERROLLEN = (Rol.BEHEER, Rol.GEMEENTEBEHEER)
# Whoever lacks a second step in one of these is to be spoken to.
ROLLEN_MET_TWEEDE_STAP = (*ROLLEN_DIE_NAMEN_ZIEN, *BEHEERROLLEN)


class Teamsoort(models.TextChoices):
    JGT = "jgt", "Jeugd- en Gezinsteam"
    JGZ = "jgz", "Jeugdgezondheidszorg"
    SCHOOL = "school", "Schoolteam"
    LOKET = "loket", "Lokaal loket"


class Vakantieregio(models.TextChoices):
    NOORD = "noord", "Noord"
    MIDDEN = "midden", "Midden"
    ZUID = "zuid", "Zuid"
