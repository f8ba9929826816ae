"""The browser's own contact picker, where the browser has one: Chrome on Android. A component that
is part of the page and not a frame in it, since browsers refuse the picker to frames. Where there
is no picker nothing shows. Called by the page of device contacts.

The interface is the WICG's (contact-api): ``navigator.contacts.select``, after a tap, over HTTPS.
"""

from typing import Any

import streamlit as st

_HTML = """
<div class="picker" hidden>
  <button type="button">Choose from this device's contacts</button>
  <p role="status"></p>
</div>
"""

_CSS = """
.picker[hidden] { display: none; }
button {
  font: inherit; padding: 0.5rem 0.9rem; cursor: pointer; min-height: 2.6rem;
  color: var(--st-text-color); background: var(--st-secondary-background-color);
  border: 1px solid var(--st-border-color); border-radius: var(--st-base-radius);
}
button:hover, button:focus-visible {
  color: var(--st-link-color); border-color: var(--st-link-color);
}
p { margin: 0.4rem 0 0; min-height: 1em; font-size: 0.875rem; color: var(--st-text-color); }
"""

_JS = """
export default function ({ parentElement, setTriggerValue }) {
  const box = parentElement.querySelector('.picker');
  const button = box.querySelector('button');
  const status = box.querySelector('p');
  const picker = window.isSecureContext && 'contacts' in navigator && navigator.contacts;
  box.hidden = !(picker && typeof picker.select === 'function');
  button.onclick = async () => {
    status.textContent = '';
    try {
      const wanted = ['name', 'email', 'tel', 'address'];
      const offered = picker.getProperties ? await picker.getProperties() : wanted;
      const properties = wanted.filter(name => offered.includes(name));
      const picked = await picker.select(properties, { multiple: true });
      if (picked.length) setTriggerValue('picked', JSON.parse(JSON.stringify(picked)));
    } catch (error) {
      status.textContent = error.name === 'SecurityError' || error.name === 'InvalidStateError'
        ? 'The browser does not let this page see the contacts. Upload a vCard file instead.'
        : 'The contacts could not be read: ' + error.message;
    }
  };
}
"""

_component = st.components.v2.component("rowcall_contact_picker", html=_HTML, css=_CSS, js=_JS)


def contact_picker(key: str) -> Any:
    """Draws the button where the browser has a picker. What was picked, as the browser gives it, in
    the run after; None in any other."""
    result = _component(key=key, on_picked_change=_nothing)
    return result.get("picked")


def _nothing() -> None:
    """A component tells of a trigger only where somebody listens."""
