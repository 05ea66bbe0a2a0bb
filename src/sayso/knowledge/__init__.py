"""What Sayso knows beforehand: the gazetteer and the table of actors, and how names are spelt."""
