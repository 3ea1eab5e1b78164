"""The editors' pages, mounted under /editor by the web process. Knows who is there by
`request.state.account` alone."""
