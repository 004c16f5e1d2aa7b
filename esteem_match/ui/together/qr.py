"""A link as a QR code, for the camera of a phone."""

import io

import segno
import streamlit as st


def draw_qr(link: str, alt: str, width: int) -> None:
    drawn = io.BytesIO()
    segno.make(link, error="m").save(drawn, kind="svg", scale=6, border=3, light="#ffffff")
    st.image(drawn.getvalue().decode(), alt=alt, width=width)


def qr_svg(link: str, alt: str) -> str:
    """The same as a piece of HTML, as large as the place where it stands."""
    made = segno.make(link, error="m")
    return made.svg_inline(title=alt, border=3, light="#ffffff", omitsize=True)
