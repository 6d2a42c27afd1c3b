"""Random addresses and count draws; imports no other room."""

from buttress.kernel_cache import install

install()
