"""The drawn signs of the wall: shape tells the state of a lift, colour only repeats it."""

TILE_STATES = ("in_service", "under_way", "waiting", "suspended", "cancelled")

_TILE_DRAWINGS = {
    "in_service": '<rect class="lf-f-blue" width="54" height="62" rx="7"/>'
    '<path class="lf-s-onblue" d="M14.5 32.5 23.5 42 40 21.5" stroke-width="7.5"/>',
    "under_way": '<rect class="lf-f-signal" x="2.2" y="2.2" width="49.6" height="57.6" rx="5.5"/>'
    '<path class="lf-s-casing" d="M27 4V58" stroke-width="3.6"/>'
    '<path class="lf-s-casing" d="M18.5 22.5 11.5 31 18.5 39.5M35.5 22.5 42.5 31 35.5 39.5" stroke-width="4.6"/>'
    '<rect class="lf-e-casing" x="2.2" y="2.2" width="49.6" height="57.6" rx="5.5" stroke-width="4.4"/>',
    "waiting": '<rect class="lf-e-gray" x="2" y="2" width="50" height="58" rx="6" stroke-width="4"'
    ' stroke-dasharray="9 6.4" stroke-dashoffset="4"/>'
    '<circle class="lf-f-gray" cx="15.5" cy="31" r="3.6"/><circle class="lf-f-gray" cx="27" cy="31" r="3.6"/>'
    '<circle class="lf-f-gray" cx="38.5" cy="31" r="3.6"/>',
    "suspended": '<rect class="lf-f-ink" width="54" height="62" rx="7"/>'
    '<path class="lf-s-paper" d="M17 20.5 37 41.5M37 20.5 17 41.5" stroke-width="6.6"/>',
    "cancelled": '<rect class="lf-f-track" width="54" height="62" rx="7"/>'
    '<path class="lf-s-gray" d="M17 31H37" stroke-width="6"/>',
}

_LIFT = (
    '<path fill-rule="evenodd" d="M9.5 8H22.7V40H9.5ZM25.3 8H38.5V40H25.3Z'
    'M16.1 17.5 20.6 26H11.6ZM31.9 30.5 27.4 22H36.4Z"/>'
)
_WAVES = '<path d="M7 14.500a9 9 0 0 1 0 11M15 9.500a17 17 0 0 1 0 21M23 4.500a25 25 0 0 1 0 31"/>'

_MESSAGES = {
    "blessing": '<path d="M20 36C8.500 27.500 3.500 21.500 3.500 14.300 3.500 8.700 7.700 5 12.300 5c3.200 0 6 1.700 '
    '7.700 4.600C21.700 6.700 24.500 5 27.700 5c4.600 0 8.800 3.700 8.800 9.300 0 7.200-5 13.200-16.500 21.700Z"/>',
    "suggestion": '<path d="M13.500 27.500C9.800 25 7.500 20.800 7.500 16.200 7.500 9.200 13.100 3.500 20 3.500'
    's12.500 5.700 12.500 12.700c0 4.600-2.300 8.800-6 11.300ZM14 32.500H26M16.500 37H23.500" fill="none" '
    'stroke="currentColor" stroke-width="3.600" stroke-linecap="round" stroke-linejoin="round"/>',
}

_OPTIONS = {
    "for": '<path d="M5 21 14.5 30.5 35 9.5"/>',
    "against": '<path d="M8 8 32 32M32 8 8 32"/>',
    "abstain": '<path d="M4 20H36"/>',
}


def library() -> str:
    """All drawings, once in a scene, to be shown by `use`."""
    tiles = "".join(
        f'<symbol id="lf-{name}" viewBox="0 0 54 62">{drawing}</symbol>' for name, drawing in _TILE_DRAWINGS.items()
    )
    options = "".join(
        f'<symbol id="lf-{name}" viewBox="0 0 40 40">{drawing}</symbol>'
        for name, drawing in (_OPTIONS | _MESSAGES | {"waves": _WAVES}).items()
    )
    return (
        '<svg class="library" aria-hidden="true">'
        f'<symbol id="lf-lift" viewBox="0 0 48 48">{_LIFT}</symbol>{tiles}{options}</svg>'
    )


def seal() -> str:
    """The mark of the project: a pair of lift doors under its two arrows, white on the seal's red."""
    return '<svg class="seal" aria-hidden="true"><use href="#lf-lift"/></svg>'


def option(name: str) -> str:
    """The sign of 赞成, 反对 or 弃权: a tick, a cross, a bar."""
    return f'<svg class="option" aria-hidden="true"><use href="#lf-{name}"/></svg>'


def waves() -> str:
    """What a card has that is held to a reader."""
    return '<svg class="option waves" aria-hidden="true"><use href="#lf-waves"/></svg>'


def tile(name: str) -> str:
    """A lift's tile in one fixed state, for a legend."""
    return f'<svg class="tile" aria-hidden="true"><use href="#lf-{name}"/></svg>'


def live_tile(bound: str, label: str) -> str:
    """A lift's tile that follows its state: attributes for the `use` and for the spoken label."""
    return f'<svg class="tile" role="img" {label}><use {bound}/></svg>'


def live_mark(bound: str) -> str:
    """The sign of a message that follows its kind: a heart, a bulb."""
    return f'<svg class="mark" aria-hidden="true"><use {bound}/></svg>'
