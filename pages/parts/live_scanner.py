"""The camera's picture with codes outlined, and the codes that were found in it. Called by the QR
page. The picture goes from the browser to this machine and back, and nowhere else: there is no STUN
or TURN server, so no other machine is ever asked for a way."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st
from av import VideoFrame
from PIL import ImageDraw
from streamlit_webrtc import WebRtcMode, webrtc_streamer

from core.capture.codes import Code
from core.capture.live import LiveScanner
from pages.parts.camera_bitrate import ask_for_sharp_pictures

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
# The user starts the camera: told to play at once, streamlit-webrtc 0.79 offers several connections
# while the page settles, of which none may come about.
_WORDS: Any = {"start": "Start the camera", "stop": "Stop the camera"}
_OUTLINE = (22, 132, 123)
# How often the page asks the scanner: a code held still is on the page well within a second.
_ASK_SECONDS = 0.25


def live_scanner(key: str, take: Callable[[list[Code]], None]) -> None:
    """Draws the camera. Each code that comes before it is given to ``take`` once, and the page runs
    again."""
    ask_for_sharp_pictures()
    scanner: LiveScanner = st.session_state.setdefault(f"{key}-scanner", LiveScanner())
    context = st.session_state.get(key)
    playing = context is not None and context.state.playing
    if playing:
        camera = st.fragment(_camera, run_every=_ASK_SECONDS)
        camera(key, scanner, take, playing)
        return
    # No fragment before it plays: where a run of one follows on a run of the page that is not sent
    # yet, Streamlit 1.67 sends that without the fragment, and the browser takes the camera away for
    # a moment, which hangs up.
    with st.container():
        _camera(key, scanner, take, playing)


def _camera(
    key: str, scanner: LiveScanner, take: Callable[[list[Code]], None], playing: bool
) -> None:
    """The camera itself is in the fragment that asks the scanner: streamlit-webrtc takes one that
    was not drawn in the run before for one that was left, and hangs up."""
    context = webrtc_streamer(
        key=key,
        mode=WebRtcMode.SENDRECV,
        rtc_configuration=_LOCAL,
        server_rtc_configuration=_LOCAL,
        frontend_rtc_configuration=_LOCAL,
        media_stream_constraints=_CAMERA,
        video_frame_callback=_outliner(scanner),
        translations=_WORDS,
        media_toggle_controls=False,
    )
    if found := scanner.found():
        take(found)
        scanner.settle(found)
        st.rerun()
    if context.state.playing != playing:
        st.rerun()
    if playing:
        st.caption(":material/qr_code_scanner: Looking for a code …")
    else:
        st.caption("No picture a few seconds after the start? Stop the camera and start it again.")


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
