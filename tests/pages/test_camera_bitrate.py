"""What the app answers to a browser that offers a camera: begin with a sharp picture, and send none
of what aiortc would make its estimate from."""

import asyncio

from aiortc import RTCPeerConnection, RTCSessionDescription

from pages.parts.camera_bitrate import ask_for_sharp_pictures


def test_the_answer_asks_for_sharp_pictures_and_gives_no_estimate():
    offer = asyncio.run(_offer())
    assert "abs-send-time" in offer.sdp  # as a browser's
    for _ in range(2):  # each drawing of the page asks again
        ask_for_sharp_pictures()
    answer = asyncio.run(_answer(offer))
    codecs = [line for line in answer.splitlines() if line.startswith("a=rtpmap")]
    asked = [line for line in answer.splitlines() if "x-google-start-bitrate=4000" in line]
    assert len(asked) == len([line for line in codecs if "rtx" not in line]) > 0
    assert "abs-send-time" not in answer


async def _offer() -> RTCSessionDescription:
    browser = RTCPeerConnection()
    browser.addTransceiver("video")
    await browser.setLocalDescription(await browser.createOffer())
    made = browser.localDescription
    await browser.close()
    text = made.sdp
    if "abs-send-time" not in text:  # where an app in this process has asked already
        uri = "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time"
        text = text.replace("a=mid:0", f"a=extmap:3 {uri}\r\na=mid:0", 1)
    return RTCSessionDescription(text, made.type)


async def _answer(offer: RTCSessionDescription) -> str:
    app = RTCPeerConnection()
    await app.setRemoteDescription(offer)
    await app.setLocalDescription(await app.createAnswer())
    answer = app.localDescription.sdp
    await app.close()
    return str(answer)
