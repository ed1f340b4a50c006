"""Documents on a screen: reports of a period and minutes of reviews, drawn, listed, exported."""
