"""The brief: what a case says about tenure and turnout, on two pages. Light to import; drawing loads on use."""
