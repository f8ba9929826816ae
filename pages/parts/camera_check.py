"""Whether the browser lets a page use a camera, asked of the browser itself, and what to do where
it does not. Called by the pages with a camera."""

import streamlit as st

from core.capture.refusals import CAMERA_REFUSALS

_JS = """
export default function ({ setStateValue }) {
  let told = null;
  // Once: each telling runs the page, and one while a camera starts would hang it up.
  const tell = found => { if (found !== told) setStateValue('camera', told = found); };
  const devices = navigator.mediaDevices;
  if (!window.isSecureContext || !devices) { tell('insecure'); return; }
  const look = async () => {
    try {
      const permission = await navigator.permissions.query({ name: 'camera' });
      permission.onchange = look;
      if (permission.state === 'denied') { tell('denied'); return; }
    } catch (error) { /* this browser does not tell; it will ask */ }
    const found = await devices.enumerateDevices();
    tell(found.some(device => device.kind === 'videoinput') ? 'ok' : 'none');
  };
  look();
}
"""

_component = st.components.v2.component("rowcall_camera_check", js=_JS)


def camera_trouble(key: str) -> str:
    """Why there is no camera: a key of ``CAMERA_REFUSALS``; empty where there is one, and until the
    browser has said."""
    found = str(_component(key=key, on_camera_change=_nothing).get("camera") or "")
    return found if found in CAMERA_REFUSALS else ""


def trouble_text(trouble: str) -> str:
    """What is wrong, and what to do, in Markdown."""
    return CAMERA_REFUSALS[trouble]


def _nothing() -> None:
    """A component keeps a value only where somebody listens."""
