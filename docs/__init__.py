"""The documents; `builder` makes the site from them."""
