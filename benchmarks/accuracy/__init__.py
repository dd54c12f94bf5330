"""How right linkscan is: beside the published rules of other tools, where the truth is known.

    python -m benchmarks.accuracy

Worlds of invented stores say who is whose (`scenarios`); the labelled files of the corpus say
it of real browsers, companies and persons (`browsers`, `records`). Nothing here is fitted to a
result: priors and rules stand before the run, and only the rivals choose among settings.
"""
