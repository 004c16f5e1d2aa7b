"""A link as a QR code, for the camera of a phone."""

import io

import segno

BORDER = 3  # modules
SHARE = 0.4  # of a line's width


def qr_code(link: str) -> str:
    """A picture by itself."""
    drawn = io.BytesIO()
    _made(link).save(drawn, kind="svg", scale=6, border=BORDER, light="#ffffff")
    return drawn.getvalue().decode()


def qr_inline(link: str, alt: str) -> str:
    """A piece of HTML, as large as the place where it stands."""
    made = _made(link)
    return made.svg_inline(title=alt, border=BORDER, light="#ffffff", omitsize=True)


def qr_on_paper(link: str) -> str:
    """A picture as wide as a line: the code in its middle."""
    made = _made(link)
    size = made.symbol_size(border=BORDER)[0]
    wide = size / SHARE
    code = made.svg_inline(border=BORDER, light="#ffffff")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:g} {size}">'
        f'<g transform="translate({(wide - size) / 2:g} 0)">{code}</g></svg>'
    )


def _made(link: str) -> segno.QRCode:
    return segno.make(link, error="m")
