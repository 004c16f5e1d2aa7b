"""Our own pictures as SVG: one map, one set of bars, icons. Pure."""
