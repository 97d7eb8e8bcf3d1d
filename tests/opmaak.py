"""What a page says, whatever its layout."""

import re


def zonder_opmaak(html: str) -> str:
    """Lines joined, and no white space beside a tag."""
    return re.sub(r"\s*([<>])\s*", r"\1", " ".join(html.split()))
