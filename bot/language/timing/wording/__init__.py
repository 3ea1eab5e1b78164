"""The turns of phrase that decide what a time dates, named for what they say.

All are matched on a line of normal words between single spaces: the words to the left of a time in
its clause (they end where the time begins), those to its right, or the whole clause.
"""
