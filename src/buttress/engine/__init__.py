"""The clock, the visible step table, random addresses, count draws and the day loop."""
