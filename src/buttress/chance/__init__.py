"""Random addresses and count draws; imports no other room."""
