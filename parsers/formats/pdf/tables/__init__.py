"""Tables on a page: ruled, filled, ruled by horizontal lines alone, or set by gaps."""
