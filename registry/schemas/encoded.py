"""Bytes within JSON."""

import binascii
from base64 import b64decode
from collections.abc import Mapping
from typing import Any

from marshmallow import fields

from registry.schemas.basics import Spanish, words


class Encoded(Spanish, fields.Field[bytes]):
    """A file's bytes in base64 (RFC 4648 section 4)."""

    default_error_messages = words(invalid="Envíe el archivo codificado en base64.")

    def __init__(self, **options: Any) -> None:
        told = {"type": "string", "contentEncoding": "base64", "description": "El archivo en base64"}
        super().__init__(metadata=told, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> bytes:
        try:
            return b64decode(value, validate=True)
        except (TypeError, ValueError, binascii.Error) as error:
            raise self.make_error("invalid") from error
