"""What an answer hangs on: sensitivity by date, the corners in which it crosses a line, what to find out."""
