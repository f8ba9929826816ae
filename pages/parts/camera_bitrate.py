"""How many bits a second the browser spends on the camera's picture. Called by the live scanner,
before the first camera.

Browsers begin at 0.3 Mbit/s, at which they halve the picture, and then go by the receiver's
estimate. That of aiortc is half as much again as has come, and so next to nothing while the picture
stands still: a code held before such a camera came two seconds late. Without an estimate, browsers
go by the packets that get lost. The way is short, to this machine or its network."""

from aiortc.codecs import CODECS, HEADER_EXTENSIONS

# In kbit/s and in the words of WebRTC's own code, which is in Chrome, Edge and Safari; others pass
# over them. The first frame of 1280x720 with a code has 50 to 100 kB.
_BITRATES = {"x-google-start-bitrate": 4_000, "x-google-max-bitrate": 8_000}
# What the estimate is made from.
_SEND_TIME = "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time"


def ask_for_sharp_pictures() -> None:
    """Puts it into every answer that this process gives to a browser from now on."""
    for codec in CODECS["video"]:
        if codec.name.lower() != "rtx":
            codec.parameters.update(_BITRATES)
    HEADER_EXTENSIONS["video"][:] = [e for e in HEADER_EXTENSIONS["video"] if e.uri != _SEND_TIME]
