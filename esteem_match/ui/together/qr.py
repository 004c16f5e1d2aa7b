"""A QR code on a page."""

import streamlit as st

from esteem_match.render.figures.qr import qr_code


def draw_qr(link: str, alt: str, width: int) -> None:
    st.image(qr_code(link), alt=alt, width=width)
