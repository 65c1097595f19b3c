"""What a view shows under changed assumptions, as a reader sees it."""

from xbcourse.sliders.view import Shown, find


def shown(name: str, **changes) -> Shown:
    """Everything a view shows, computed with care."""
    view = find(name)
    return view(view.start(**changes))


def figures(name: str, **changes) -> dict[str, float]:
    """The key figures by their label."""
    return {figure.label: figure.value for figure in shown(name, **changes).figures}
