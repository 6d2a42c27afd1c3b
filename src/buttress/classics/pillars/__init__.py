"""Chenoweth, Hocking & Marks: campaigns that make for the regime's pillars."""
