"""Purse: two accounts, the market for foreign currency, prices and pay.

*Foreign* account: reserves + disbursements - debt service - sales of foreign currency. *Domestic*: revenue + money
created + foreign currency sold for the budget - payroll - other spending. A foreign unit never pays a wage: it is
sold first, at the rate of the day, and both legs are recorded. Private demand for foreign currency D = base + a
unrest + b depreciation of late - x real depreciation + c money created; the bank meets the share s = m U / (U +
scarce) of it, U usable reserves; the rest moves the rate, d log e = (1 - s) D / (depth x daily trade); prices follow
with pass-through and lag. Pay is phi = paid / owed x purchasing power since the trigger.

On days covered by the ledger the foreign account follows the ledger to the minor unit, residual included. Source:
accounting; the demand's form follows the design of currency-crisis accounting, sizes are priors.
"""
