"""Icons."""


def icon(name: str) -> str:
    return f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><title>{name}</title></svg>'
