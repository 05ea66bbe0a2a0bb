"""The review page: a local site on which a person reads incidents and judges them.

It reads the store and writes judgements only. Nothing else imports this room but the command line.
"""
