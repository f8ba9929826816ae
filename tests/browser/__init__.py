"""The app in a real browser: only for what AppTest cannot do (drag and drop, looks, no outside
requests)."""
