"""Measuring ground of the pooling kernel: made-up but lifelike regions, and a table of figures."""
