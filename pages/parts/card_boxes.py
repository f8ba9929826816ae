"""A card with its recognised texts as boxes on it; a box is tapped, or reached with the tab key.
Called by the page of business cards."""

from typing import Any

import streamlit as st

from core.capture.cards import CardReview, SideRead, cut_out, on_card
from core.capture.pictures import Pixels
from pages.parts.card_corners import as_url

_HTML = """
<div class="frame" role="group" aria-label="Texts on the card">
  <img alt="The card">
  <svg preserveAspectRatio="none"></svg>
</div>
"""

_CSS = """
.frame { position: relative; width: fit-content; max-width: 100%; }
img { display: block; max-width: 100%; max-height: 65vh; border-radius: 6px; }
svg { position: absolute; inset: 0; width: 100%; height: 100%; }
polygon {
  fill: rgba(100, 116, 139, 0.16); stroke: #64748b; stroke-width: 1.5; cursor: pointer;
  stroke-dasharray: 5 4;
}
polygon:hover { fill: rgba(245, 158, 11, 0.25); }
polygon.used {
  fill: rgba(13, 148, 136, 0.16); stroke: #0d9488; stroke-dasharray: none; stroke-width: 2;
}
polygon.unsure { fill: rgba(217, 119, 6, 0.2); stroke: #d97706; }
polygon.chosen {
  fill: rgba(245, 158, 11, 0.35); stroke: #b45309; stroke-width: 3; stroke-dasharray: none;
}
polygon:focus-visible { outline: none; stroke: #f59e0b; stroke-width: 4; }
"""

_JS = """
export default function ({ parentElement, data, setTriggerValue }) {
  const image = parentElement.querySelector('img');
  const svg = parentElement.querySelector('svg');
  if (image.src !== data.image) image.src = data.image;
  svg.setAttribute('viewBox', `0 0 ${data.width} ${data.height}`);
  const focused = parentElement.activeElement && parentElement.activeElement.dataset.piece;
  svg.replaceChildren();
  for (const box of data.boxes) {
    const shape = document.createElementNS('http://www.w3.org/2000/svg', 'polygon');
    shape.setAttribute('points', box.points.map(point => point.join(',')).join(' '));
    shape.setAttribute('class', box.kind);
    shape.setAttribute('vector-effect', 'non-scaling-stroke');
    shape.setAttribute('tabindex', '0');
    shape.setAttribute('role', 'button');
    shape.setAttribute('aria-label', box.label);
    shape.dataset.piece = box.piece;
    const title = document.createElementNS('http://www.w3.org/2000/svg', 'title');
    title.textContent = box.label;
    shape.append(title);
    const tap = () => setTriggerValue('tapped', box.piece);
    shape.onclick = tap;
    shape.onkeydown = event => {
      if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); tap(); }
    };
    svg.append(shape);
    if (String(box.piece) === focused) shape.focus({ preventScroll: true });
  }
}
"""

_component = st.components.v2.component("rowcall_card_boxes", html=_HTML, css=_CSS, js=_JS)


def card_boxes(
    pixels: Pixels,
    side: SideRead,
    review: CardReview,
    labels: dict[str, str],
    chosen: int | None,
    key: str,
) -> int | None:
    """Draws one side of the card with its texts. The piece that was tapped, in the run after."""
    flat = cut_out(pixels, side.corners.quad, side.turn)
    data = {
        "image": as_url(flat),
        "width": flat.shape[1],
        "height": flat.shape[0],
        "boxes": [
            _box(side, number, review, labels, chosen)
            for number in range(side.first, side.first + len(side.pieces))
        ],
    }
    result: Any = _component(key=key, data=data, on_tapped_change=_nothing)
    tapped = result.get("tapped")
    known = isinstance(tapped, int) and side.first <= tapped < side.first + len(side.pieces)
    return tapped if known else None


def _box(
    side: SideRead, number: int, review: CardReview, labels: dict[str, str], chosen: int | None
) -> dict[str, Any]:
    piece = side.pieces[number - side.first]
    names = review.property_of(number)
    kind = "used" if names else ""
    if any(review.is_unsure(name) for name in names):
        kind = "unsure"
    if number == chosen:
        kind = "chosen"
    of = ", ".join(labels.get(name, name) for name in names) or "nothing yet"
    points = [
        [round(x, 1), round(y, 1)]
        for x, y in on_card(list(piece.quad), side.corners.quad, side.turn)
    ]
    return {"piece": number, "points": points, "kind": kind, "label": f"{piece.text} ({of})"}


def _nothing() -> None:
    """A component tells of a trigger only where somebody listens."""
