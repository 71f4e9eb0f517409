"""Draws the sample newspaper's pictures: linocuts in a few inks, made by rule and by dice."""
