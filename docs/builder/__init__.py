"""Builds the site of the documents: `python -m docs.builder`, or `make site`.

`pages` gathers the hand-written pages and what is made from the code and from the studies' results into `out/site`;
Zensical turns them into HTML in `site`; `equations` typesets what the pages give in LaTeX; `links` fails on a link
that leads nowhere or to another host's script, font or style.
"""
