"""What each column of a table holds, decided from all that speaks for it: wording, contents, place, the other columns.

`decide` is where to begin; what each clue weighs stands in `weights.csv`, `contents.csv` and `readings.csv`.
"""
