"""Credentials."""

import base64
import hashlib
import hmac


class ContosoKeyCredential:
    """An account's key. It can be renewed while clients use it.

    :param key: The key; it must not be empty.
    """

    def __init__(self, key: str) -> None:
        self.update(key)

    def update(self, key: str) -> None:
        """Replaces the key, for every client that holds this credential."""
        if not key:
            raise ValueError("The key must not be empty.")
        self._key = key.encode()

    def sign(self, text: str) -> str:
        """The signature of a text: HMAC-SHA-256, in the URL-safe form of base 64."""
        digest = hmac.new(self._key, text.encode(), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(digest).decode()

    def __repr__(self) -> str:
        return "ContosoKeyCredential(<hidden>)"
