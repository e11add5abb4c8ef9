"""Joining what printing cut, in steps that explain themselves: tables over pages, rows over pages, row by row in text.

    tables      which tables are one, and which first rows repeat a header        `tables`, `repeats`, `grids`
    rows        whether the row at a page's top carries on the one at the foot    `seams`, `rows`, `spans`
    clues       by words, places, borders, habits, and what stands between        `*_clues`, `pairs`, `habits`, `gaps`
    score       clues → weighed evidence, one table of weights for all            `weights`, `weights.csv`
    merging     cells of two pieces made one; nothing printed is lost             `merging`

What is known differs: a text rendition has words alone, so words must suffice; where places are known (`Sight.PAGE`),
borders, free room and the table's own habits speak as well, and only the rows on either side of a page's end are in
question.
"""
