"""What a report looks like: a module for each form."""

FORMS = ("html", "json", "csv", "xlsx", "markdown", "graphml", "gexf", "text")
"""Every form that a report can be written in."""

USUAL = ("html", "json", "csv", "text")
"""Those that are written unless others are asked for."""
