"""Why a browser gives a page no camera, in words for people. Called by the pages with a camera.

Browsers give a camera only to pages of HTTPS or of this machine (W3C Secure Contexts)."""

CAMERA_REFUSALS = {
    "insecure": (
        "**No camera on this address.** Browsers allow a camera only over HTTPS, or on the machine "
        "that Rowcall runs on. Start it with `make run HTTPS=1` and open the https address on the "
        "phone; or upload a photo, which needs neither."
    ),
    "denied": (
        "**The camera is blocked for this page.** Allow it in the browser: the icon in front of "
        "the address, then *Camera*. Or upload a photo instead."
    ),
    "none": (
        "**No camera was found on this device.** Connect one and reload the page, or upload a "
        "photo instead."
    ),
}
