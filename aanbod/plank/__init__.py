"""The shelf: offers and themes, for who keeps them."""
