"""The camera's picture with codes outlined, and the codes that were found in it. Called by the QR
page. The picture goes from the browser to this machine and back, and nowhere else: there is no STUN
or TURN server, so no other machine is ever asked for a way."""

from collections.abc import Sequence
from typing import Any

import streamlit as st
from av import VideoFrame
from PIL import ImageDraw
from streamlit_webrtc import WebRtcMode, webrtc_streamer

from core.capture.codes import Code
from core.capture.live import LiveScanner

_LOCAL: Any = {"iceServers": []}
# The back camera of a phone; enough pixels for a code with a long vCard.
_CAMERA: Any = {
    "video": {
        "facingMode": {"ideal": "environment"},
        "width": {"ideal": 1280},
        "height": {"ideal": 720},
    },
    "audio": False,
}
_OUTLINE = (22, 132, 123)
# How often the page asks the scanner: a code held still is on the page well within a second.
_ASK_SECONDS = 0.25


def live_scanner(key: str) -> list[Code]:
    """Draws the camera. The codes found since the last run are returned; the page runs again when
    there are some."""
    scanner: LiveScanner = st.session_state.setdefault(f"{key}-scanner", LiveScanner())
    context = webrtc_streamer(
        key=key,
        mode=WebRtcMode.SENDRECV,
        rtc_configuration=_LOCAL,
        server_rtc_configuration=_LOCAL,
        frontend_rtc_configuration=_LOCAL,
        media_stream_constraints=_CAMERA,
        video_frame_callback=_outliner(scanner),
        desired_playing_state=True,
        media_toggle_controls=False,
    )
    _wait(scanner, context)
    return scanner.take()


def _outliner(scanner: LiveScanner) -> Any:
    def outline(frame: VideoFrame) -> VideoFrame:
        codes = scanner.look(frame.to_ndarray(format="gray"))
        return _outlined(frame, codes) if codes else frame

    return outline


def _outlined(frame: VideoFrame, codes: Sequence[Code]) -> VideoFrame:
    image = frame.to_image()
    draw = ImageDraw.Draw(image)
    for code in codes:
        corners = [*code.corners, code.corners[0], code.corners[1]]
        draw.line(corners, fill=_OUTLINE, width=max(4, image.width // 160), joint="curve")
    made = VideoFrame.from_image(image)
    made.pts, made.time_base = frame.pts, frame.time_base
    return made


@st.fragment(run_every=_ASK_SECONDS)
def _wait(scanner: LiveScanner, context: Any) -> None:
    if scanner.has_found:
        st.rerun()
    if context.state.playing:
        st.caption(":material/qr_code_scanner: Looking for a code …")
