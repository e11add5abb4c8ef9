"""How the rows of a plan's table are drafted: what each opens, what it holds, and what of it nobody can use."""
