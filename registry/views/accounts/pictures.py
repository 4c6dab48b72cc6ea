"""A secret as a picture that a telephone scans; drawn here, so that no other server ever sees it."""

import segno
from markupsafe import Markup

TITLE = "Código QR para la aplicación de códigos"


def qr_picture(address: str) -> Markup:
    """An inline SVG, named for whoever does not see it."""
    drawn = segno.make(address, micro=False).svg_inline(
        scale=5, border=4, title=TITLE, svgclass="qr", lineclass=None, unit=None, omitsize=False
    )
    return Markup(drawn.replace("<svg ", '<svg role="img" aria-label="' + TITLE + '" ', 1))  # noqa: S704 - our own drawing
