"""What the pages of this app share."""

PER_PAGINA = 12
