"""Records changed by hand: what may be saved, what is journalled, what goes back."""
