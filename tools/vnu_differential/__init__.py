"""New fragments of HTML, family by family, judged by the Nu Html Checker and by us."""
