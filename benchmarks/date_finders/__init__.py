"""The parts of benchmarks/dates.py: its sentences, what counts as right, and the libraries compared."""
