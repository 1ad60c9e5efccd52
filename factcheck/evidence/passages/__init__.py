"""One page and one claim: which passages bear on it, whether its quotation stands there, what merely repeats it."""
