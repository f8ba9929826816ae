"""The four corners of a card on its photo, to be dragged by mouse or finger, or moved with the
arrow keys. Called by the page of business cards.

Corners are shares of the picture's width and height, from top left clockwise as they lie in the
picture.
"""

import base64
from typing import Any

import cv2
import streamlit as st

from core.capture.pictures import Pixels

Shares = list[list[float]]

# The photo is shown with at most this many pixels along its longer side.
_SHOWN = 1200

_HTML = """
<div class="frame">
  <img alt="Photo of the card">
  <svg preserveAspectRatio="none" viewBox="0 0 1 1" aria-hidden="true">
    <path class="outside" fill-rule="evenodd"></path>
    <polygon vector-effect="non-scaling-stroke"></polygon>
  </svg>
  <button type="button" data-corner="0" aria-label="Top left corner"></button>
  <button type="button" data-corner="1" aria-label="Top right corner"></button>
  <button type="button" data-corner="2" aria-label="Bottom right corner"></button>
  <button type="button" data-corner="3" aria-label="Bottom left corner"></button>
</div>
"""

_CSS = """
.frame {
  position: relative; display: block; width: fit-content; max-width: 100%; margin: 1.4rem;
  user-select: none; -webkit-user-select: none; touch-action: pan-y;
}
img { display: block; max-width: 100%; max-height: 70vh; border-radius: 4px; }
svg { position: absolute; inset: 0; width: 100%; height: 100%; pointer-events: none; }
.outside { fill: rgba(0, 0, 0, 0.45); }
polygon { fill: none; stroke: #2dd4bf; stroke-width: 3; }
button {
  position: absolute; width: 44px; height: 44px; margin: -22px 0 0 -22px; padding: 0;
  border: 0; background: transparent; cursor: grab; touch-action: none;
}
button::after {
  content: ""; position: absolute; inset: 11px; border-radius: 50%;
  background: #0f766e; border: 3px solid #fff; box-shadow: 0 0 0 1px rgba(0, 0, 0, 0.6);
}
button:active { cursor: grabbing; }
button:focus-visible { outline: none; }
button:focus-visible::after { outline: 3px solid #f59e0b; outline-offset: 2px; }
"""

_JS = """
const kept = new WeakMap();
const clamp = value => Math.min(1, Math.max(0, value));

export default function ({ parentElement, data, setStateValue }) {
  const frame = parentElement.querySelector('.frame');
  const image = frame.querySelector('img');
  const outside = frame.querySelector('.outside');
  const polygon = frame.querySelector('polygon');
  const handles = [...frame.querySelectorAll('button')];
  let state = kept.get(frame);
  if (!state || state.version !== data.version) {
    state = { version: data.version, corners: data.corners.map(corner => [...corner]) };
    kept.set(frame, state);
  }
  if (image.src !== data.image) image.src = data.image;

  const draw = () => {
    const points = state.corners.map(([x, y]) => `${x},${y}`);
    polygon.setAttribute('points', points.join(' '));
    outside.setAttribute('d', `M0,0 H1 V1 H0 Z M${points.join(' L')} Z`);
    handles.forEach((handle, number) => {
      const [x, y] = state.corners[number];
      handle.style.left = `${100 * x}%`;
      handle.style.top = `${100 * y}%`;
      handle.setAttribute('aria-description',
        `${Math.round(100 * x)} % from the left, ${Math.round(100 * y)} % from the top; ` +
        'arrow keys move it');
    });
  };
  const tell = () => setStateValue('corners', {
    version: state.version, points: state.corners.map(corner => [...corner]),
  });

  handles.forEach((handle, number) => {
    let grip = null;
    handle.onpointerdown = event => {
      const box = frame.getBoundingClientRect();
      const [x, y] = state.corners[number];
      grip = {
        dx: event.clientX - box.left - x * box.width,
        dy: event.clientY - box.top - y * box.height,
      };
      handle.setPointerCapture(event.pointerId);
      handle.focus();
      event.preventDefault();
    };
    handle.onpointermove = event => {
      if (!grip) return;
      const box = image.getBoundingClientRect();
      state.corners[number] = [
        clamp((event.clientX - box.left - grip.dx) / box.width),
        clamp((event.clientY - box.top - grip.dy) / box.height),
      ];
      draw();
    };
    handle.onpointerup = handle.onpointercancel = () => {
      if (!grip) return;
      grip = null;
      tell();
    };
    let waiting = 0;
    handle.onkeydown = event => {
      const step = event.shiftKey ? 0.02 : 0.004;
      const moves = {
        ArrowLeft: [-step, 0], ArrowRight: [step, 0],
        ArrowUp: [0, -step], ArrowDown: [0, step],
      };
      const move = moves[event.key];
      if (!move) return;
      event.preventDefault();
      const [x, y] = state.corners[number];
      state.corners[number] = [clamp(x + move[0]), clamp(y + move[1])];
      draw();
      clearTimeout(waiting);
      waiting = setTimeout(tell, 400);
    };
  });
  draw();
}
"""

_component = st.components.v2.component("rowcall_card_corners", html=_HTML, css=_CSS, js=_JS)


def card_corners(pixels: Pixels, corners: Shares, version: str, key: str) -> Shares:
    """Draws the photo with the corners; those that are set now are returned. A new ``version``
    puts the given ones in the place of what was dragged."""
    data = {"image": as_url(pixels), "corners": corners, "version": version}
    result: Any = _component(key=key, data=data, on_corners_change=_nothing)
    dragged: Any = result.get("corners")
    # What was dragged before the corners were put back does not count any more.
    return dragged["points"] if dragged and dragged["version"] == version else corners


def _nothing() -> None:
    """A component tells of a change only where somebody listens."""


@st.cache_data(max_entries=8, show_spinner=False)
def as_url(pixels: Pixels, largest: int = _SHOWN) -> str:
    """A picture as a data URL, no larger than is shown."""
    scale = min(1.0, largest / max(pixels.shape[:2]))
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    _, data = cv2.imencode(".jpg", cv2.cvtColor(small, cv2.COLOR_RGB2BGR))
    return "data:image/jpeg;base64," + base64.b64encode(data.tobytes()).decode()
