"""Records become rows: loaded, judged, corrected, and seen through views over all inputs."""
