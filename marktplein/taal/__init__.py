"""What words mean, without any domain: vectors of texts, whether somebody is in danger, the language of a text."""
