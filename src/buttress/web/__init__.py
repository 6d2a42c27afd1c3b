"""The browser's face: pages on this machine alone, made by the server, readable without a script.

    server      binds the address, prints it, stops cleanly
    guard       what is refused before a page is made: another host, another site, no token, too large, too slow
    app         the addresses and what answers each; a page's module is loaded when it is first asked for
    site        what all pages share: the folder of kept files, the worker, the jobs
    kept_file   a monitor's file in the working folder; `kept_reading` has her mapping and added rows
    worker      one process that reads and computes, so that pages stay quick; `jobs` queues its long work

No number is computed here: pages show what `pipeline` returns.
"""
