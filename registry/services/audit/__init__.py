"""The audit: its pen and its chain, and what is read from it.

The log is append-only and chained (`registry.extensions.chain`); its end is also noted outside the
database, so that a tail that was cut and a chain that was built anew are found (art. 46 RPDP).
"""

from registry.services.audit.pen import digest, for_purpose, install, record

__all__ = ["digest", "for_purpose", "install", "record"]
