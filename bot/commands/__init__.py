"""The commands of `aftercare`, one module each. Heavy imports happen inside them, when they run."""
